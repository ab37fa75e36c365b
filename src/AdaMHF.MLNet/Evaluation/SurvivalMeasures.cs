using System.Collections.Immutable;
using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Computes all measures of one set of scored patients; where one is undefined the others still come.</summary>
internal sealed class SurvivalMeasures
{
    private readonly SurvivalOutcomes _outcomes;
    private readonly double[] _risk;
    private readonly SurvivalPredictions? _curves;
    private readonly string? _whyNoCurves;
    private readonly CensoringDistribution? _censoring;

    public SurvivalMeasures(IDataView data, SurvivalEvaluationOptions options)
    {
        _outcomes = SurvivalOutcomes.Read(data, options);
        _risk = SurvivalOutcomes.ReadRisk(data, options.ScoreColumnName);
        var training = options.TrainingData is null ? null : SurvivalOutcomes.Read(options.TrainingData, options);
        _censoring = training is null ? null : CensoringDistribution.Fit(training.Time, training.Event);
        _curves = PredictedCurves.Read(data, options, (training ?? _outcomes).Time.Max(), out _whyNoCurves);

        var (time, died) = (_outcomes.Time, _outcomes.Event);
        KaplanMeier = Survival.KaplanMeier.Fit(time, died);
        Concordance = Survival.Concordance.Harrell(time, died, _risk, options.Concordance);
        Note(nameof(SurvivalMetrics.ConcordanceIndex), Concordance.UndefinedReason);
        Uno = Try(nameof(SurvivalMetrics.Uno), () => Survival.Concordance.Uno(
            time, died, _risk, _censoring, options: options.Concordance with { Truncation = options.Truncation }));
        Note(nameof(SurvivalMetrics.Uno), Uno?.UndefinedReason);
        MedianRiskGroups = Try(nameof(SurvivalMetrics.MedianRiskGroups), () => PatientGroups.ByMedian(_risk).LogRank(_outcomes));
        Note(nameof(SurvivalMetrics.MedianRiskGroups), MedianRiskGroups?.UndefinedReason);

        double[] times = options.EvaluationTimes is { } given ? [.. given] : Deciles();
        CalibrationHorizon = options.CalibrationHorizon ?? (times.Length > 0 ? times[times.Length / 2] : double.NaN);
        if (times.Length > 0) AtTimes(times);
        else Note(nameof(SurvivalMetrics.DynamicAuc), "No death lies within the follow-up, so there is no time to evaluate at.");
        OfCurves(times, options.CalibrationGroups);
    }

    public KaplanMeierCurve KaplanMeier { get; }

    public ConcordanceResult Concordance { get; }

    public ConcordanceResult? Uno { get; }

    public SurvivalGroupTest? MedianRiskGroups { get; }

    public DynamicAucResult? DynamicAuc { get; private set; }

    public BrierResult? Brier { get; private set; }

    public BrierResult? BrierOfKaplanMeier { get; private set; }

    public DCalibrationResult? DCalibration { get; private set; }

    public ImmutableArray<CalibrationGroup> Calibration { get; private set; } = [];

    public double CalibrationHorizon { get; }

    public Dictionary<string, string> Reasons { get; } = [];

    public AntoliniResult? TimeDependentConcordance() =>
        _curves is null ? null : AntoliniConcordance.Compute(_outcomes.Time, _outcomes.Event, _curves);

    private void AtTimes(double[] times)
    {
        var (time, died) = (_outcomes.Time, _outcomes.Event);
        DynamicAuc = Try(nameof(SurvivalMetrics.DynamicAuc), () => Survival.DynamicAuc.Compute(time, died, _risk, times, _censoring));
        Note(nameof(SurvivalMetrics.DynamicAuc), DynamicAuc?.UndefinedReason);

        var everybody = new double[time.Length, times.Length];
        for (var k = 0; k < times.Length; k++)
        {
            var survival = KaplanMeier.SurvivalAt(times[k]);
            for (var i = 0; i < time.Length; i++) everybody[i, k] = survival;
        }
        BrierOfKaplanMeier = Try(
            nameof(SurvivalMetrics.BrierOfKaplanMeier), () => BrierScore.Compute(time, died, new SurvivalPredictions(times, everybody), _censoring));
        Note(nameof(SurvivalMetrics.BrierOfKaplanMeier), BrierOfKaplanMeier?.UndefinedReason);
    }

    private void OfCurves(double[] times, int groups)
    {
        if (_curves is null)
        {
            string[] measures =
                [nameof(SurvivalMetrics.TimeDependentConcordance), nameof(SurvivalMetrics.Brier), nameof(SurvivalMetrics.DCalibration), nameof(SurvivalMetrics.Calibration)];
            foreach (var measure in measures) Note(measure, _whyNoCurves);
            return;
        }
        var (time, died) = (_outcomes.Time, _outcomes.Event);
        double[] atOwnTime = [.. time.Select((months, patient) => _curves.At(patient, months))];
        DCalibration = Survival.DCalibration.Test(atOwnTime, died);
        if (times.Length == 0) return;

        Brier = Try(nameof(SurvivalMetrics.Brier), () => BrierScore.Compute(time, died, _curves.ReadAt(times), _censoring));
        Note(nameof(SurvivalMetrics.Brier), Brier?.UndefinedReason);
        double[] atHorizon = [.. Enumerable.Range(0, time.Length).Select(patient => _curves.At(patient, CalibrationHorizon))];
        Calibration = HorizonCalibration.Compute(time, died, atHorizon, CalibrationHorizon, groups);
    }

    /// <summary>Deciles of the times of death that lie before the end of the follow-up.</summary>
    private double[] Deciles()
    {
        var end = _outcomes.Time.Max();
        double[] deaths = [.. _outcomes.Time.Where((time, patient) => _outcomes.Event[patient] && time < end).Order()];
        return deaths.Length == 0
            ? []
            : [.. Enumerable.Range(1, 9).Select(decile => deaths[(int)Math.Round(decile / 10.0 * (deaths.Length - 1))]).Distinct()];
    }

    private T? Try<T>(string measure, Func<T> compute) where T : class
    {
        try
        {
            return compute();
        }
        catch (SurvivalDataException cannot)
        {
            Note(measure, cannot.Message);
            return null;
        }
    }

    private void Note(string measure, string? reason)
    {
        if (reason is not null) Reasons[measure] = reason;
    }
}
