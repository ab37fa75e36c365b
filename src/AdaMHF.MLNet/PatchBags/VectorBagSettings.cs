namespace AdaMHF.MLNet;

/// <summary>Stored settings of the conversion of vectors to patch bags; without a width each vector is one patch.</summary>
internal sealed record VectorBagSettings(string OutputColumnName, string InputColumnName, int? Width);
