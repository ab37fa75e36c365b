namespace AdaMHF.MLNet;

/// <summary>Stored settings of fitted bag standardisation.</summary>
/// <param name="OutputColumnName">Column of the standardised bags.</param>
/// <param name="InputColumnName">Column of the bags.</param>
/// <param name="Means">Mean of each feature.</param>
/// <param name="Deviations">Standard deviation of each feature; 0 for a constant one.</param>
/// <param name="SignedLog">Whether both are of sign(x) log(1 + |x|).</param>
/// <param name="MissingValues">What to do with NaN.</param>
internal sealed record BagStandardizingSettings(
    string OutputColumnName,
    string InputColumnName,
    double[] Means,
    double[] Deviations,
    bool SignedLog,
    BagMissingValues MissingValues);
