namespace AdaMHF.Networks;

/// <summary>Outcome of a training patient.</summary>
/// <param name="Bin">Time bin of death or last follow-up, from 0.</param>
/// <param name="Event">True = death observed.</param>
public sealed record PatientOutcome(int Bin, bool Event);
