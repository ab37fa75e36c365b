namespace AdaMHF.MLNet;

/// <summary>A patient of the table who is not in the cohort.</summary>
/// <param name="Patient">Identifier.</param>
/// <param name="Reason">Why, with the column and its value.</param>
public sealed record LeftOutPatient(string Patient, string Reason);
