namespace AdaMHF.MLNet;

/// <summary>What the converter of vectors is saved with.</summary>
internal sealed record VectorBagSettings(string OutputColumnName, string InputColumnName, int Width);
