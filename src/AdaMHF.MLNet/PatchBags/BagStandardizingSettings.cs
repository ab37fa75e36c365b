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
    BagMissingValues MissingValues)
{
    /// <summary>Checks what <see cref="AdaMHF.PatchBags.PatchScaling"/> does not check of stored settings.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public void Check()
    {
        OptionCheck.Require(OutputColumnName.Length > 0, nameof(OutputColumnName), "empty", "a name");
        OptionCheck.Require(InputColumnName.Length > 0, nameof(InputColumnName), "empty", "a name");
        StoredNumbers.RequireLength(Deviations.Length, Means.Length, nameof(Deviations));
        StoredNumbers.RequireFinite(Means, nameof(Means));
        StoredNumbers.RequireEach(
            Deviations, deviation => deviation >= 0 && double.IsFinite(deviation), nameof(Deviations), "finite numbers of at least 0");
        OptionCheck.Require(Means.Length > 0, nameof(Means), "empty", "a mean for each feature");
    }
}
