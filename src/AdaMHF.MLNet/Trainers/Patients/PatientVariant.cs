namespace AdaMHF.MLNet;

/// <summary>A patient with some of the data changed or left out; at least the bag or genomics is there.</summary>
/// <param name="HasPatches">Whether the patient's bag is there.</param>
/// <param name="Genomics">One vector per group; null when genomics is left out.</param>
/// <param name="Clinical">Clinical values; null when they are left out.</param>
internal sealed record PatientVariant(bool HasPatches, float[][]? Genomics, float[]? Clinical);
