namespace AdaMHF.Survival;

/// <summary>Tests of calibration at a horizon in groups of rising prediction.</summary>
/// <param name="Groups">Groups with a defined Kaplan-Meier estimate.</param>
/// <param name="DAgostinoNam">
/// Hosmer-Lemeshow form: sum of n (observed - predicted)^2 / (predicted (1 - predicted)). Its variance is that without censoring, which is
/// too small under censoring.
/// </param>
/// <param name="DAgostinoNamPValue">Its p-value.</param>
/// <param name="Greenwood">The same with the variance of the Kaplan-Meier estimate, by Greenwood's formula.</param>
/// <param name="GreenwoodPValue">Its p-value.</param>
/// <param name="DegreesOfFreedom">Of both tests.</param>
/// <param name="UndefinedReason">Why the tests are NaN; null when they are defined.</param>
public sealed record GroupedCalibrationResult(
    int Groups, double DAgostinoNam, double DAgostinoNamPValue, double Greenwood, double GreenwoodPValue, int DegreesOfFreedom,
    string? UndefinedReason)
{
    /// <summary>
    /// The sum of m (observed - predicted)^2 / (predicted (1 - predicted)), with as many uncensored subjects m as would give the
    /// Kaplan-Meier estimate its variance: the variance is that of the predictions under test, with censoring. Of the four it comes
    /// closest to its level. NaN when undefined.
    /// </summary>
    public double Adjusted { get; init; } = double.NaN;

    /// <summary>Its p-value.</summary>
    public double AdjustedPValue { get; init; } = double.NaN;

    /// <summary>
    /// Hosmer-Lemeshow form with weighted observed shares (inverse probability of censoring weights): the test of arXiv 2604.04239. Its
    /// variance is that without censoring, too. NaN where fewer than two groups have a subject of known state.
    /// </summary>
    public double Weighted { get; init; } = double.NaN;

    /// <summary>Groups in <see cref="Weighted"/>: its degrees of freedom, one fewer where the model was fitted on them.</summary>
    public int WeightedGroups { get; init; }

    /// <summary>Its p-value.</summary>
    public double WeightedPValue { get; init; } = double.NaN;
}
