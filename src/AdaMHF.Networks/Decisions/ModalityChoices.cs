namespace AdaMHF.Networks;

/// <summary>What the network decided about one modality of one patient, in plain numbers.</summary>
/// <param name="Tokens">N: patches, or genomic groups, that the network read.</param>
/// <param name="SelectedTokens">K_top: tokens that selection let through, from 1 to N; N where the network selects none.</param>
/// <param name="KeptTokens">Those of them that are single tokens, not pools of several; N where the network selects none.</param>
/// <param name="Alpha">Share of K_top that is kept unchanged, in [0, 1]; 1 where the network selects none.</param>
/// <param name="Gates">
/// The gates, unit by unit, stage by stage and layer by layer. A layer with one expert has no gate.
/// </param>
public sealed record ModalityChoices(
    int Tokens, int SelectedTokens, int KeptTokens, double Alpha, IReadOnlyList<GateChoice> Gates);
