using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>What a network sees of one patient. At least one modality is there.</summary>
/// <param name="Patches">Patch features [patches, patch width] in spatial order; null when pathology is missing.</param>
/// <param name="Genomics">One standardised vector [genes] per functional group; null when genomics is missing.</param>
public sealed record PatientTensors(Tensor? Patches, IReadOnlyList<Tensor>? Genomics)
{
    /// <summary>What became of the patient: there in training only, for auxiliary losses; predictions must not depend on it. Default null.</summary>
    public PatientOutcome? Outcome { get; init; }
}
