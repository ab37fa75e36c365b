using System.Collections.Immutable;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Bootstrap intervals of the measures of scored patients.</summary>
internal static class ResampledMeasures
{
    /// <summary>The intervals, by the name of the measure's property.</summary>
    public static ImmutableSortedDictionary<string, BootstrapResult> Of(EvaluationSample sample, SurvivalEvaluationOptions options)
    {
        var resampling = options.Bootstrap! with { Cluster = sample.Clusters };
        var results = ImmutableSortedDictionary.CreateBuilder<string, BootstrapResult>(StringComparer.Ordinal);
        foreach (var (name, statistic) in Statistics(sample, options))
            results.Add(name, Bootstrap.Run(sample.Risk.Length, drawn => OrNaN(() => statistic(sample.Of(drawn))), resampling));
        return results.ToImmutable();
    }

    /// <summary>Net benefit of the predicted risks at each threshold of <see cref="SurvivalMetrics.Thresholds"/>.</summary>
    public static ImmutableArray<BootstrapResult> NetBenefits(EvaluationSample sample, SurvivalEvaluationOptions options)
    {
        var resampling = options.Bootstrap! with { Cluster = sample.Clusters };
        return
        [
            .. SurvivalMetrics.Thresholds.Select(threshold => Bootstrap.Run(
                sample.Risk.Length, drawn => OrNaN(() => NetBenefit(sample.Of(drawn), threshold)), resampling)),
        ];

        static double NetBenefit(EvaluationSample drawn, double threshold) => DecisionCurve.Compute(
            drawn.Outcomes.Time, drawn.Outcomes.Event, CurveErrors.Risks(drawn), drawn.Horizon, [threshold])[0].Model;
    }

    private static IEnumerable<(string Name, Func<EvaluationSample, double> Statistic)> Statistics(
        EvaluationSample sample, SurvivalEvaluationOptions options)
    {
        yield return (nameof(SurvivalMetrics.ConcordanceIndex), drawn => Concordance.Harrell(
            drawn.Outcomes.Time, drawn.Outcomes.Event, drawn.Risk, options.Concordance, entry: drawn.Outcomes.Entry).ConcordanceIndex);
        if (sample.HasEntries) yield break;
        var truncated = options.Concordance with { Truncation = options.Truncation };
        yield return (nameof(SurvivalMetrics.Uno), drawn => Concordance.Uno(
            drawn.Outcomes.Time, drawn.Outcomes.Event, drawn.Risk, drawn.Censoring, options: truncated).ConcordanceIndex);
        yield return (nameof(SurvivalMetrics.RestrictedMeanDifference), drawn =>
            RiskGroupMeans.Difference(drawn, options)?.Difference ?? double.NaN);
        if (sample.Times.Length == 0) yield break;
        yield return (nameof(SurvivalMetrics.DynamicAuc), drawn =>
            DynamicAuc.Compute(drawn.Outcomes.Time, drawn.Outcomes.Event, drawn.Risk, drawn.Times, drawn.Censoring).Mean);
        if (sample.Curves is null) yield break;
        yield return (nameof(SurvivalMetrics.Brier), drawn => CurveErrors.Brier(drawn).Integrated);
        yield return (nameof(SurvivalMetrics.ExplainedVariation), drawn =>
            1 - (CurveErrors.Brier(drawn).Integrated / CurveErrors.BrierOfKaplanMeier(drawn).Integrated));
        yield return (nameof(SurvivalMetrics.LogScore), drawn =>
            CensoredLogScore.Compute(drawn.Outcomes.Time, drawn.Outcomes.Event, drawn.Curves!).Mean);
        yield return (SurvivalMetrics.CalibrationError, drawn => CurveErrors.Smooth(drawn).MeanError);
        yield return (SurvivalMetrics.CalibrationSlope, drawn => CurveErrors.Smooth(drawn).Slope);
    }

    // A resample may have no death, or end before a time of evaluation.
    private static double OrNaN(Func<double> statistic)
    {
        try
        {
            return statistic();
        }
        catch (Exception undefined) when (undefined is SurvivalDataException or ArgumentOutOfRangeException)
        {
            return double.NaN;
        }
    }
}
