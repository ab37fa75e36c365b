using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>The expert that a gate chose for a patient.</summary>
/// <param name="Member">Network of the ensemble, from 0; 0 for a single network.</param>
/// <param name="Modality">Pathology or genomics.</param>
/// <param name="Unit">Unit of the gated layer.</param>
/// <param name="Stage">Stage of the unit, from 0.</param>
/// <param name="Layer">Expert layer of the stage, from 0.</param>
/// <param name="Expert">Expert that ran, from 0; where all run, the most probable one.</param>
/// <param name="Probability">Gate probability of that expert.</param>
/// <param name="Probabilities">Gate probability of each expert, at least two, sum 1.</param>
public sealed record GateExplanation(
    int Member,
    Modality Modality,
    ModalityUnitKind Unit,
    int Stage,
    int Layer,
    int Expert,
    double Probability,
    IReadOnlyList<float> Probabilities);
