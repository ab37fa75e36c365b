namespace AdaMHF.MLNet;

/// <summary>A patient who is left out of an evaluation.</summary>
/// <param name="Patient">Identifier, or <c>row 7</c> where the data have none.</param>
/// <param name="Reason">Why: no outcome, or no prediction.</param>
public sealed record LeftOutPatient(string Patient, string Reason);
