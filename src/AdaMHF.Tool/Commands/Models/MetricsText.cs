using System.Globalization;
using AdaMHF.MLNet;
using AdaMHF.Survival;

namespace AdaMHF.Tool;

/// <summary>Measures as they are printed for people.</summary>
internal static class MetricsText
{
    /// <summary>A difference or measure with its interval, such as <c>0.031 [-0.004, 0.066], BCa [-0.003, 0.067]</c>.</summary>
    public static string Interval(BootstrapResult result) => result.UndefinedReason ?? string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Estimate:F3} [{result.Percentile.Lower:F3}, {result.Percentile.Upper:F3}], "
        + $"BCa [{result.BiasCorrected.Lower:F3}, {result.BiasCorrected.Upper:F3}]");

    public static IEnumerable<string> Lines(SurvivalMetrics metrics, string? by)
    {
        yield return $"{metrics}";
        if (metrics.Brier is { } brier)
            yield return string.Create(
                CultureInfo.InvariantCulture, $"Brier score {brier.Integrated:F3}, explained variation {metrics.ExplainedVariation:F3}");
        if (metrics.GroupedCalibration is { UndefinedReason: null } grouped && metrics.SmoothCalibration is { } smooth)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Calibration at {metrics.CalibrationHorizon:G4} months: p {grouped.AdjustedPValue:G2} in {grouped.Groups} groups, "
                + $"over all times p {metrics.ACalibration!.PValue:G2}; mean error {smooth.MeanError:F3}, slope {smooth.Slope:F2}");
        }
        if (metrics.RestrictedMeanDifference is { } mean)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Below the risk {metrics.RiskCut:G4}: {mean.Difference:F1} months longer [{mean.LowerBound:F1}, {mean.UpperBound:F1}] "
                + $"within {mean.Horizon:G4}");
        }
        foreach (var (name, result) in metrics.Bootstrap) yield return $"  {name}: {Interval(result)}";
        foreach (var group in metrics.Subgroups) yield return $"  {by} {group.Value}: {group.Metrics}";
        if (metrics.SubgroupTest is { } test)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  difference between them: concordance p {test.HeterogeneityPValue:G2}, slope of the risk p {test.InteractionPValue:G2}");
        }
    }
}
