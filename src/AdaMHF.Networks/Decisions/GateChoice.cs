namespace AdaMHF.Networks;

/// <summary>What one gate decided for one patient, in plain numbers.</summary>
/// <param name="Unit">Unit of the gated layer.</param>
/// <param name="Stage">Stage of the unit, from 0.</param>
/// <param name="Layer">Expert layer of the stage, from 0.</param>
/// <param name="Expert">Expert that ran, from 0; where all run, the one of largest probability.</param>
/// <param name="Probabilities">Gate probability of each expert, at least two, sum 1.</param>
public sealed record GateChoice(ModalityUnitKind Unit, int Stage, int Layer, int Expert, IReadOnlyList<float> Probabilities);
