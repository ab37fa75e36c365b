using System.Collections.Immutable;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Computes all measures of scored patients that are defined, and notes why the others are not.</summary>
internal sealed class SurvivalMeasures
{
    private readonly SurvivalEvaluationOptions _options;
    private readonly EvaluationSample _sample;
    private readonly SurvivalOutcomes _outcomes;
    private readonly Dictionary<string, string> _reasons = [];

    private SurvivalMeasures(EvaluationSample sample, SurvivalEvaluationOptions options)
    {
        (_sample, _outcomes, _options) = (sample, sample.Outcomes, options);
        if (sample.Curves is null)
        {
            foreach (var measure in SurvivalMetrics.OfCurves) Note(measure, sample.WhyNoCurves);
        }
        if (sample.Times.Length == 0)
        {
            Note(
                nameof(SurvivalMetrics.DynamicAuc),
                sample.HasEntries
                    ? SurvivalOutcomes.NoEntries
                    : "No death lies within the follow-up, so there is no time to evaluate at.");
        }
        if (sample.HasEntries) Note(nameof(SurvivalMetrics.Uno), SurvivalOutcomes.NoEntries);
    }

    /// <summary>All measures of a sample, and of its subgroups.</summary>
    public static SurvivalMetrics Compute(EvaluationSample sample, SurvivalEvaluationOptions options) =>
        new SurvivalMeasures(sample, options).Compute();

    private SurvivalMetrics Compute()
    {
        var (time, died) = (_outcomes.Time, _outcomes.Event);
        var concordance = Concordance.Harrell(time, died, _sample.Risk, _options.Concordance, entry: _outcomes.Entry);
        Note(nameof(SurvivalMetrics.ConcordanceIndex), concordance.UndefinedReason);
        return new SurvivalMetrics(concordance, KaplanMeier.Fit(time, died, entry: _outcomes.Entry), TimeDependentConcordance)
        {
            Uno = Uno(),
            DynamicAuc = AucOverTime(),
            Brier = OfCurves(nameof(SurvivalMetrics.Brier), CurveErrors.Brier, result => result.UndefinedReason),
            BrierOfKaplanMeier = _sample.Times.Length == 0 ? null : Try(
                nameof(SurvivalMetrics.BrierOfKaplanMeier),
                () => CurveErrors.BrierOfKaplanMeier(_sample),
                result => result.UndefinedReason),
            DCalibration = _sample.Curves is null ? null : DCalibration.Test(_sample.SurvivalAtOwnTime(), died),
            ACalibration = _sample.Curves is null ? null : ACalibration.Test(_sample.SurvivalAtOwnTime(), died),
            Calibration = CalibrationGroups(),
            GroupedCalibration = OfCurves(
                nameof(SurvivalMetrics.GroupedCalibration), _ => GroupTests(), result => result.UndefinedReason),
            SmoothCalibration = OfCurves(nameof(SurvivalMetrics.SmoothCalibration), Smooth, _ => null),
            LogScore = OfCurves(
                nameof(SurvivalMetrics.LogScore),
                sample => CensoredLogScore.Compute(time, died, sample.Curves!),
                result => result.InfiniteReason),
            DecisionCurve = _sample.Curves is null || _sample.Times.Length == 0
                ? []
                : DecisionCurve.Compute(time, died, CurveErrors.Risks(_sample), _sample.Horizon, SurvivalMetrics.Thresholds),
            NetBenefits = _options.Bootstrap is null || _sample.Curves is null || _sample.Times.Length == 0
                ? []
                : ResampledMeasures.NetBenefits(_sample, _options),
            CalibrationHorizon = _sample.Horizon,
            MedianRiskGroups = MedianRiskGroups(),
            RestrictedMeanDifference = MeanDifference(),
            RiskCut = _sample.Cut.Risk,
            RiskCutIsFromTraining = _sample.Cut.IsFromTraining,
            Bootstrap = _options.Bootstrap is null
                ? ImmutableSortedDictionary<string, BootstrapResult>.Empty
                : ResampledMeasures.Of(_sample, _options),
            Subgroups = Subgroups(),
            SubgroupTest = _sample.Subgroups is { Labels.Length: > 1 } groups && !_sample.HasEntries
                ? SubgroupComparison.Compute(time, died, _sample.Risk, groups.Of, _options.Concordance)
                : null,
            LeftOut = _sample.LeftOut,
            // Last, because the measures above note why they are undefined.
            UndefinedReasons = _reasons.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    private AntoliniResult? TimeDependentConcordance() =>
        _sample.Curves is null ? null : AntoliniConcordance.Compute(_outcomes.Time, _outcomes.Event, _sample.Curves);

    private ConcordanceResult? Uno()
    {
        if (_sample.HasEntries) return null;
        var options = _options.Concordance with { Truncation = _options.Truncation };
        return Try(
            nameof(SurvivalMetrics.Uno),
            () => Concordance.Uno(_outcomes.Time, _outcomes.Event, _sample.Risk, _sample.Censoring, options: options),
            result => result.UndefinedReason);
    }

    private SurvivalGroupTest? MedianRiskGroups() => Try(
        nameof(SurvivalMetrics.MedianRiskGroups),
        () => PatientGroups.ByMedian(_sample.Risk).LogRank(_outcomes),
        result => result.UndefinedReason);

    private RestrictedMeanDifference? MeanDifference() => Try(
        nameof(SurvivalMetrics.RestrictedMeanDifference),
        () => RiskGroupMeans.Difference(_sample, _options)
            ?? throw new SurvivalDataException("All patients are on one side of the cut, so that there is one risk group."),
        _ => null);

    private SmoothCalibrationResult Smooth(EvaluationSample sample)
    {
        var smooth = CurveErrors.Smooth(sample);
        if (double.IsNaN(smooth.Slope)) Note(SurvivalMetrics.CalibrationSlope, "All predictions at the horizon are the same.");
        return smooth;
    }

    private DynamicAucResult? AucOverTime() => _sample.Times.Length == 0 ? null : Try(
        nameof(SurvivalMetrics.DynamicAuc),
        () => DynamicAuc.Compute(_outcomes.Time, _outcomes.Event, _sample.Risk, _sample.Times, _sample.Censoring),
        result => result.UndefinedReason);

    private GroupedCalibrationResult GroupTests() => GroupedCalibration.Test(
        _outcomes.Time, _outcomes.Event, _sample.SurvivalAtHorizon(), _sample.Horizon, Math.Max(2, _options.CalibrationGroups));

    private ImmutableArray<CalibrationGroup> CalibrationGroups() => _sample.Curves is null || _sample.Times.Length == 0
        ? []
        : HorizonCalibration.Compute(
            _outcomes.Time, _outcomes.Event, _sample.SurvivalAtHorizon(), _sample.Horizon, _options.CalibrationGroups);

    private SurvivalSubgroup[] Subgroups()
    {
        if (_sample.Subgroups is not { } groups) return [];
        var rules = _options with { SubgroupColumnName = null };
        return
        [
            .. Enumerable.Range(0, groups.Of.Length).GroupBy(patient => groups.Of[patient]).OrderBy(group => group.Key)
                .Select(group => new SurvivalSubgroup(groups.Labels[group.Key], Compute(_sample.Subgroup([.. group]), rules))),
        ];
    }

    /// <summary>A measure of curves at the evaluation times; null where there are none of either.</summary>
    private T? OfCurves<T>(string measure, Func<EvaluationSample, T> compute, Func<T, string?> undefinedReason) where T : class =>
        _sample.Curves is null || _sample.Times.Length == 0 ? null : Try(measure, () => compute(_sample), undefinedReason);

    private T? Try<T>(string measure, Func<T> compute, Func<T, string?> undefinedReason) where T : class
    {
        try
        {
            var result = compute();
            Note(measure, undefinedReason(result));
            return result;
        }
        catch (Exception cannot) when (cannot is SurvivalDataException or ArgumentOutOfRangeException)
        {
            Note(measure, cannot.Message);
            return null;
        }
    }

    private void Note(string measure, string? reason)
    {
        if (reason is not null) _reasons[measure] = reason;
    }
}
