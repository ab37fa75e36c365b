using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Input of a network for one patient. At least one modality is present.</summary>
/// <param name="Patches">Patch features [patches, patch width] in spatial order; null when pathology is missing.</param>
/// <param name="Genomics">One standardised vector [genes] per functional group; null when genomics is missing.</param>
public sealed record PatientTensors(Tensor? Patches, IReadOnlyList<Tensor>? Genomics)
{
    /// <summary>
    /// Clinical values [width], coded and standardised, for a network that reads them; null when they are missing. They stand beside a
    /// modality and not alone. Default null.
    /// </summary>
    public Tensor? Clinical { get; init; }

    /// <summary>
    /// Outcome of the patient: set in training only, for auxiliary losses; predictions must not depend on it. Default null.
    /// </summary>
    public PatientOutcome? Outcome { get; init; }
}
