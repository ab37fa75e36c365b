namespace AdaMHF.MLNet;

/// <summary>A patient who is left out of a cohort or of an evaluation.</summary>
/// <param name="Patient">Identifier, or the row's number where the data have none.</param>
/// <param name="Reason">Why, with the column and its value.</param>
public sealed record LeftOutPatient(string Patient, string Reason);
