using System.Text.Json;
using AdaMHF.MLNet;
using AdaMHF.Survival;

namespace AdaMHF.Tool;

/// <summary>Measures as they are in documents: each by its name, null with a reason where the data do not define it.</summary>
internal static class MetricsDocument
{
    /// <summary>A measure and its bootstrap intervals.</summary>
    public static object Interval(BootstrapResult result) => new
    {
        Value = result.Estimate,
        result.StandardError,
        result.Percentile.Lower,
        result.Percentile.Upper,
        BcaLower = result.BiasCorrected.Lower,
        BcaUpper = result.BiasCorrected.Upper,
        result.Undefined,
        Reason = result.UndefinedReason,
    };

    /// <summary>Whether subgroups differ.</summary>
    public static object Test(SubgroupComparisonResult test) => new
    {
        HeterogeneityP = test.HeterogeneityPValue,
        InteractionP = test.InteractionPValue,
        Reason = test.UndefinedReason,
    };

    public static Dictionary<string, object> Of(SurvivalMetrics metrics)
    {
        var reasons = metrics.UndefinedReasons;
        Dictionary<string, object> measures = new(StringComparer.Ordinal)
        {
            ["patients"] = metrics.Patients,
            ["events"] = metrics.Events,
            ["concordance"] = new
            {
                Value = metrics.ConcordanceIndex,
                Lower = metrics.LowerBound,
                Upper = metrics.UpperBound,
                Pairs = metrics.ComparablePairs,
                Reason = metrics.UndefinedReason,
            },
            ["uno"] = Measure(metrics.Uno?.ConcordanceIndex, nameof(metrics.Uno), metrics.Uno?.LowerBound, metrics.Uno?.UpperBound),
            ["dynamicAuc"] = Measure(metrics.DynamicAuc?.Mean, nameof(metrics.DynamicAuc)),
            ["timeDependentConcordance"] = Measure(
                metrics.TimeDependentConcordance?.ConcordanceIndex, nameof(metrics.TimeDependentConcordance)),
            ["brier"] = Measure(metrics.Brier?.Integrated, nameof(metrics.Brier)),
            ["brierOfKaplanMeier"] = Measure(metrics.BrierOfKaplanMeier?.Integrated, nameof(metrics.BrierOfKaplanMeier)),
            ["dCalibration"] = Measure(metrics.DCalibration?.PValue, nameof(metrics.DCalibration)),
            ["explainedVariation"] = Measure(metrics.ExplainedVariation, nameof(metrics.ExplainedVariation)),
            ["logScore"] = Measure(metrics.LogScore?.Mean, nameof(metrics.LogScore)),
            ["aCalibration"] = Measure(metrics.ACalibration?.PValue, nameof(metrics.ACalibration)),
            ["groupedCalibration"] = Measure(metrics.GroupedCalibration?.AdjustedPValue, nameof(metrics.GroupedCalibration)),
            ["weightedCalibration"] = Measure(metrics.GroupedCalibration?.WeightedPValue, nameof(metrics.GroupedCalibration)),
            ["calibrationError"] = Measure(metrics.SmoothCalibration?.MeanError, nameof(metrics.SmoothCalibration)),
            ["calibrationSlope"] = Measure(metrics.SmoothCalibration?.Slope, nameof(metrics.SmoothCalibration)),
            ["calibrationHorizon"] = metrics.CalibrationHorizon,
            ["decisionCurve"] = metrics.DecisionCurve.Select((point, at) => new
            {
                point.Threshold,
                point.Model,
                point.All,
                Lower = metrics.NetBenefits.IsEmpty ? null : (double?)metrics.NetBenefits[at].Percentile.Lower,
                Upper = metrics.NetBenefits.IsEmpty ? null : (double?)metrics.NetBenefits[at].Percentile.Upper,
            }),
            ["riskCut"] = metrics.RiskCut,
            ["restrictedMeanDifference"] = Measure(
                metrics.RestrictedMeanDifference?.Difference,
                nameof(metrics.RestrictedMeanDifference),
                metrics.RestrictedMeanDifference?.LowerBound,
                metrics.RestrictedMeanDifference?.UpperBound),
            ["medianRiskGroups"] = Measure(metrics.MedianRiskGroups?.PValue, nameof(metrics.MedianRiskGroups)),
            ["medianSurvival"] = new { Value = metrics.KaplanMeier.Median, Reason = metrics.KaplanMeier.MedianUndefinedReason },
        };
        if (metrics.Bootstrap.Count > 0)
        {
            measures["bootstrap"] = metrics.Bootstrap.ToDictionary(
                measure => JsonNamingPolicy.CamelCase.ConvertName(measure.Key), measure => Interval(measure.Value));
        }
        return measures;

        object Measure(double? value, string name, double? lower = null, double? upper = null)
        {
            var isDefined = value is { } known && double.IsFinite(known);
            var reason = isDefined ? null : reasons.GetValueOrDefault(name, "The data do not define it.");
            return new { Value = value ?? double.NaN, Lower = lower, Upper = upper, Reason = reason };
        }
    }
}
