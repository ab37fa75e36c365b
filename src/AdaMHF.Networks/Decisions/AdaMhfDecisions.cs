namespace AdaMHF.Networks;

/// <summary>Decisions of the network for one patient. The tensors belong to the dispose scope of the call.</summary>
/// <param name="Pathology">Null when pathology is missing.</param>
/// <param name="Genomics">Null when genomics is missing.</param>
/// <param name="CrossAttention">
/// Attention maps between the selected tokens; null when a modality is missing. Row and column k are
/// <see cref="TokenSelection.Tokens"/> k.
/// </param>
public sealed record AdaMhfDecisions(ModalityDecisions? Pathology, ModalityDecisions? Genomics, CrossModalMaps? CrossAttention);
