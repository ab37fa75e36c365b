namespace AdaMHF.MLNet;

/// <summary>A patient who is left out: of a cohort, or of an evaluation.</summary>
/// <param name="Patient">Identifier, or <c>row 7</c> where the data have none.</param>
/// <param name="Reason">Why: of a cohort the column and its value, of an evaluation the missing outcome or prediction.</param>
public sealed record LeftOutPatient(string Patient, string Reason);
