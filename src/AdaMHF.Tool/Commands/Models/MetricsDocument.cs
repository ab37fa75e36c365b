using AdaMHF.MLNet;

namespace AdaMHF.Tool;

/// <summary>Measures as they are in documents: each by its name, null with a reason where the data do not define it.</summary>
internal static class MetricsDocument
{
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
            ["medianRiskGroups"] = Measure(metrics.MedianRiskGroups?.PValue, nameof(metrics.MedianRiskGroups)),
            ["medianSurvival"] = new { Value = metrics.KaplanMeier.Median, Reason = metrics.KaplanMeier.MedianUndefinedReason },
        };
        return measures;

        object Measure(double? value, string name, double? lower = null, double? upper = null)
        {
            var isDefined = value is { } known && double.IsFinite(known);
            var reason = isDefined ? null : reasons.GetValueOrDefault(name, "The data do not define it.");
            return new { Value = value ?? double.NaN, Lower = lower, Upper = upper, Reason = reason };
        }
    }
}
