using System.Collections.Immutable;
using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Computes all measures of scored patients that are defined, and notes why the others are not.</summary>
internal sealed class SurvivalMeasures
{
    private readonly SurvivalEvaluationOptions _options;
    private readonly SurvivalOutcomes _outcomes;
    private readonly double[] _risk;
    private readonly SurvivalPredictions? _curves;
    private readonly CensoringDistribution? _censoring;
    private readonly double[] _times;
    private readonly IReadOnlyList<LeftOutPatient> _leftOut;
    private readonly Dictionary<string, string> _reasons = [];

    private SurvivalMeasures(IDataView data, SurvivalEvaluationOptions options)
    {
        _options = options;
        var patients = EvaluatedPatients.Read(data, options, options.ScoreColumnName).RequireSome();
        var training = options.TrainingData is null ? null : EvaluatedPatients.Read(options.TrainingData, options).RequireSome().Outcomes;
        _censoring = training is null ? null : CensoringDistribution.Fit(training.Time, training.Event);
        _curves = PredictedCurves.Read(data, options, ref patients, training, out var whyNoCurves);
        (_outcomes, _risk, _leftOut) = (patients.Outcomes, patients.Risks[0], patients.LeftOut);
        if (HasEntries && _curves is not null) (_curves, whyNoCurves) = (null, SurvivalOutcomes.NoEntries);
        if (_curves is null)
        {
            Note(nameof(SurvivalMetrics.TimeDependentConcordance), whyNoCurves);
            Note(nameof(SurvivalMetrics.Brier), whyNoCurves);
            Note(nameof(SurvivalMetrics.DCalibration), whyNoCurves);
            Note(nameof(SurvivalMetrics.Calibration), whyNoCurves);
        }
        _times = HasEntries ? [] : options.EvaluationTimes is { } given ? [.. given] : Deciles();
        if (_times.Length == 0)
        {
            Note(
                nameof(SurvivalMetrics.DynamicAuc),
                HasEntries ? SurvivalOutcomes.NoEntries : "No death lies within the follow-up, so there is no time to evaluate at.");
        }
        if (HasEntries) Note(nameof(SurvivalMetrics.Uno), SurvivalOutcomes.NoEntries);
    }

    private bool HasEntries => _outcomes.Entry.Length > 0;

    /// <summary>All measures of the data.</summary>
    public static SurvivalMetrics Compute(IDataView data, SurvivalEvaluationOptions options) =>
        new SurvivalMeasures(data, options).Compute();

    private SurvivalMetrics Compute()
    {
        var (time, died) = (_outcomes.Time, _outcomes.Event);
        var concordance = Concordance.Harrell(time, died, _risk, _options.Concordance, entry: _outcomes.Entry);
        Note(nameof(SurvivalMetrics.ConcordanceIndex), concordance.UndefinedReason);
        var kaplanMeier = KaplanMeier.Fit(time, died, entry: _outcomes.Entry);
        var horizon = _options.CalibrationHorizon ?? (_times.Length > 0 ? _times[_times.Length / 2] : double.NaN);
        return new SurvivalMetrics(concordance, kaplanMeier, TimeDependentConcordance)
        {
            Uno = Uno(),
            DynamicAuc = AucOverTime(),
            Brier = Brier(),
            BrierOfKaplanMeier = BrierOf(kaplanMeier),
            DCalibration = DistributionCalibration(),
            Calibration = CalibrationAt(horizon),
            CalibrationHorizon = horizon,
            MedianRiskGroups = MedianRiskGroups(),
            LeftOut = _leftOut,
            // Last, because the measures above note why they are undefined.
            UndefinedReasons = _reasons.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    private AntoliniResult? TimeDependentConcordance() =>
        _curves is null ? null : AntoliniConcordance.Compute(_outcomes.Time, _outcomes.Event, _curves);

    private ConcordanceResult? Uno()
    {
        if (HasEntries) return null;
        var options = _options.Concordance with { Truncation = _options.Truncation };
        return Try(
            nameof(SurvivalMetrics.Uno),
            () => Concordance.Uno(_outcomes.Time, _outcomes.Event, _risk, _censoring, options: options),
            result => result.UndefinedReason);
    }

    private SurvivalGroupTest? MedianRiskGroups() => Try(
        nameof(SurvivalMetrics.MedianRiskGroups), () => PatientGroups.ByMedian(_risk).LogRank(_outcomes), result => result.UndefinedReason);

    private DynamicAucResult? AucOverTime() => _times.Length == 0 ? null : Try(
        nameof(SurvivalMetrics.DynamicAuc),
        () => DynamicAuc.Compute(_outcomes.Time, _outcomes.Event, _risk, _times, _censoring),
        result => result.UndefinedReason);

    private BrierResult? Brier() => _curves is null || _times.Length == 0 ? null : Try(
        nameof(SurvivalMetrics.Brier),
        () => BrierScore.Compute(_outcomes.Time, _outcomes.Event, _curves.ReadAt(_times), _censoring),
        result => result.UndefinedReason);

    private BrierResult? BrierOf(KaplanMeierCurve curve)
    {
        if (_times.Length == 0) return null;
        var everybody = new double[_outcomes.Time.Length, _times.Length];
        for (var k = 0; k < _times.Length; k++)
        {
            var survival = curve.SurvivalAt(_times[k]);
            for (var i = 0; i < _outcomes.Time.Length; i++) everybody[i, k] = survival;
        }
        return Try(
            nameof(SurvivalMetrics.BrierOfKaplanMeier),
            () => BrierScore.Compute(_outcomes.Time, _outcomes.Event, new SurvivalPredictions(_times, everybody), _censoring),
            result => result.UndefinedReason);
    }

    private DCalibrationResult? DistributionCalibration() => _curves is null
        ? null
        : DCalibration.Test([.. _outcomes.Time.Select((months, patient) => _curves.At(patient, months))], _outcomes.Event);

    private ImmutableArray<CalibrationGroup> CalibrationAt(double horizon)
    {
        if (_curves is null || _times.Length == 0) return [];
        double[] predicted = [.. Enumerable.Range(0, _outcomes.Time.Length).Select(patient => _curves.At(patient, horizon))];
        return HorizonCalibration.Compute(_outcomes.Time, _outcomes.Event, predicted, horizon, _options.CalibrationGroups);
    }

    /// <summary>Deciles of the times of death before the end of the follow-up.</summary>
    private double[] Deciles()
    {
        var end = _outcomes.Time.Max();
        double[] deaths = [.. _outcomes.Time.Where((time, patient) => _outcomes.Event[patient] && time < end).Order()];
        return deaths.Length == 0
            ? []
            : [.. Enumerable.Range(1, 9).Select(decile => deaths[(int)Math.Round(decile / 10.0 * (deaths.Length - 1))]).Distinct()];
    }

    private T? Try<T>(string measure, Func<T> compute, Func<T, string?> undefinedReason) where T : class
    {
        try
        {
            var result = compute();
            Note(measure, undefinedReason(result));
            return result;
        }
        catch (SurvivalDataException cannot)
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
