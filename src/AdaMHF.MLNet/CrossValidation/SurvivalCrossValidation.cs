using System.Globalization;
using AdaMHF.Survival;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;
using Microsoft.Data.Analysis;

namespace AdaMHF.MLNet;

/// <summary>
/// Result of a cross-validation: every fold with its model and metrics, and the metrics over all folds. All of them are of held-out
/// patients.
/// </summary>
public sealed class SurvivalCrossValidation : IDisposable
{
    private readonly IReadOnlyList<FoldPredictions> _predictions;

    internal SurvivalCrossValidation(
        IReadOnlyList<SurvivalFold> folds,
        IReadOnlyList<FoldPredictions> predictions,
        IReadOnlyList<LeftOutPatient> leftOut,
        ConcordanceOptions options)
    {
        _predictions = predictions;
        Folds = folds;
        LeftOut = [.. leftOut, .. folds.SelectMany(fold => fold.Metrics.LeftOut)];
        double[] indices = [.. folds.Select(fold => fold.Metrics.ConcordanceIndex).Where(index => !double.IsNaN(index))];
        UndefinedFolds = folds.Count - indices.Length;
        MeanConcordanceIndex = indices.Length > 0 ? indices.Mean() : double.NaN;
        StandardDeviation = indices.Length > 1 ? indices.StandardDeviation() : double.NaN;
        var halfWidth = indices.Length > 1
            ? StudentT.InvCDF(0, 1, indices.Length - 1, 0.5 + (options.ConfidenceLevel / 2))
                * StandardDeviation / Math.Sqrt(indices.Length)
            : double.NaN;
        MeanLowerBound = Math.Max(0, MeanConcordanceIndex - halfWidth);
        MeanUpperBound = Math.Min(1, MeanConcordanceIndex + halfWidth);

        double[] time = [.. predictions.SelectMany(fold => fold.Time)];
        bool[] died = [.. predictions.SelectMany(fold => fold.Event)];
        double[] risk = [.. predictions.SelectMany(fold => fold.Risk)];
        int[] stratum = [.. predictions.SelectMany((fold, number) => Enumerable.Repeat(number, fold.Time.Length))];
        double[] entry = EntriesOf(predictions);
        WithinFolds = Concordance.HarrellStratified(time, died, risk, stratum, options, entry);
        Pooled = Concordance.Harrell(time, died, risk, options, entry: entry);
        Calibration = CalibrationOf(folds);
    }

    /// <summary>The folds in order.</summary>
    public IReadOnlyList<SurvivalFold> Folds { get; }

    /// <summary>
    /// Patients who are in no measure, with the reason: those without an outcome, who are in no fold, and held-out patients without a
    /// prediction, who are also in their fold's metrics.
    /// </summary>
    public IReadOnlyList<LeftOutPatient> LeftOut { get; }

    /// <summary>What the pipeline adds to each baseline of the options; empty without one.</summary>
    public IReadOnlyList<BaselineComparison> Baselines { get; internal set; } = [];

    /// <summary>Mean of the folds' concordance indices, as papers report it; NaN when none is defined.</summary>
    public double MeanConcordanceIndex { get; }

    /// <summary>
    /// Sample standard deviation of the folds' concordance indices, dividing by one less than their number; NaN with fewer than two.
    /// </summary>
    public double StandardDeviation { get; }

    /// <summary>
    /// Lower end of the Student t interval of the mean. The folds share most of their training patients, so it is somewhat too narrow; the
    /// interval of <see cref="WithinFolds"/> reflects the number of patients.
    /// </summary>
    public double MeanLowerBound { get; }

    /// <summary>Upper end of the Student t interval of the mean.</summary>
    public double MeanUpperBound { get; }

    /// <summary>Folds whose index is undefined because no pair is comparable; they are not in the mean.</summary>
    public int UndefinedFolds { get; }

    /// <summary>
    /// Concordance over all comparable pairs within a fold, summed over the folds: every pair counts the same, and risks of different
    /// models are never compared.
    /// </summary>
    public ConcordanceResult WithinFolds { get; }

    /// <summary>
    /// Concordance over all patients, as if one model had predicted them. It compares risks of different models, whose scales may differ;
    /// some papers report it.
    /// </summary>
    public ConcordanceResult Pooled { get; }

    /// <summary>
    /// Tests of calibration fold by fold, adjusted over the folds: the audit that a concordance index does not give.
    /// </summary>
    public IReadOnlyList<FoldCalibration> Calibration { get; }

    /// <summary>
    /// Mean over the folds of the concordance index of the best epoch on the fold's own held-out patients, which much of the field reports
    /// and which is optimistic. NaN unless the trainer keeps its epochs.
    /// </summary>
    public double MeanBestEpochConcordanceIndex =>
        Folds.All(fold => fold.BestEpoch is not null) ? Folds.Average(fold => fold.BestEpoch!.Concordance.ConcordanceIndex) : double.NaN;

    /// <summary>Compares with another cross-validation on the same folds.</summary>
    /// <param name="other">Another pipeline's.</param>
    /// <param name="options">Tie rule and confidence level; scikit-survival's rules when omitted.</param>
    /// <returns>Concordance within folds of this one, of the other, and their paired difference, this one minus the other.</returns>
    /// <exception cref="ArgumentException">The two have no held-out patient of the same fold in common.</exception>
    public ConcordanceComparison CompareWith(SurvivalCrossValidation other, ConcordanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        var risks = other.HeldOut().ToDictionary(patient => (patient.Fold, patient.Patient), patient => patient.Risk);
        var both = HeldOut().Where(patient => risks.ContainsKey((patient.Fold, patient.Patient))).ToArray();
        if (both.Length == 0)
        {
            throw new ArgumentException(
                "The two cross-validations hold out no patient in the same fold: give both the same folds.", nameof(other));
        }
        return Concordance.CompareStratified(
            Array.ConvertAll(both, patient => patient.Time),
            Array.ConvertAll(both, patient => patient.Event),
            Array.ConvertAll(both, patient => patient.Risk),
            Array.ConvertAll(both, patient => risks[(patient.Fold, patient.Patient)]),
            Array.ConvertAll(both, patient => patient.Fold),
            options,
            Array.TrueForAll(both, patient => patient.Entry == 0) ? [] : Array.ConvertAll(both, patient => patient.Entry));
    }

    private static FoldCalibration[] CalibrationOf(IReadOnlyList<SurvivalFold> folds)
    {
        double[] grouped = [.. folds.Select(fold => fold.Metrics.GroupedCalibration?.AdjustedPValue ?? double.NaN)];
        double[] overall = [.. folds.Select(fold => fold.Metrics.ACalibration?.PValue ?? double.NaN)];
        var (adjusted, adjustedOverall) = (FalseDiscoveryRate.BenjaminiHochberg(grouped), FalseDiscoveryRate.BenjaminiHochberg(overall));
        return [.. folds.Select((fold, k) => new FoldCalibration(fold.Number, grouped[k], adjusted[k], overall[k], adjustedOverall[k]))];
    }

    // A fold in which nobody entered late has no entries.
    private static double[] EntriesOf(IReadOnlyList<FoldPredictions> predictions) => predictions.All(fold => fold.Entry.Length == 0)
        ? []
        : [.. predictions.SelectMany(fold => fold.Entry.Length == 0 ? new double[fold.Time.Length] : fold.Entry)];

    private IEnumerable<(int Fold, string Patient, double Time, bool Event, double Risk, double Entry)> HeldOut() =>
        _predictions.SelectMany(fold => Enumerable.Range(0, fold.Patients.Length)
            .Select(place => (fold.Fold, fold.Patients[place], fold.Time[place], fold.Event[place], fold.Risk[place],
                fold.Entry.Length == 0 ? 0 : fold.Entry[place])));

    /// <summary>
    /// Every prediction of a held-out patient, from which all numbers here can be computed again: Fold, PatientId, Time, Event, Score.
    /// Those of <see cref="LeftOut"/> have none.
    /// </summary>
    public DataFrame ToDataFrame() => new(
        new Int32DataFrameColumn("Fold", _predictions.SelectMany(fold => Enumerable.Repeat(fold.Fold, fold.Time.Length))),
        new StringDataFrameColumn(SurvivalColumns.PatientId, _predictions.SelectMany(fold => fold.Patients)),
        new DoubleDataFrameColumn(SurvivalColumns.Time, _predictions.SelectMany(fold => fold.Time)),
        new BooleanDataFrameColumn(SurvivalColumns.Event, _predictions.SelectMany(fold => fold.Event)),
        new DoubleDataFrameColumn(SurvivalColumns.Score, _predictions.SelectMany(fold => fold.Risk)));

    /// <summary>Frees the folds' models, those of baselines included. The metrics stay.</summary>
    public void Dispose()
    {
        foreach (var fold in Folds) (fold.Model as IDisposable)?.Dispose();
        foreach (var baseline in Baselines) baseline.Baseline.Dispose();
    }

    /// <summary>
    /// Such as <c>C 0.671 +- 0.042 over 5 folds; within folds 0.668 [0.640, 0.697], 373 patients, 171 events, 9,014 comparable pairs</c>.
    /// </summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"C {MeanConcordanceIndex:F3} +- {StandardDeviation:F3} over {Folds.Count - UndefinedFolds} folds; "
        + $"within folds {WithinFolds.ConcordanceIndex:F3} [{WithinFolds.LowerBound:F3}, {WithinFolds.UpperBound:F3}], "
        + $"{WithinFolds.Subjects} patients, {WithinFolds.Events} events, "
        + $"{WithinFolds.ComparablePairs:N0} comparable pairs{OfBestEpochs}")
        + string.Concat(Baselines.Select(baseline => $"; {baseline}"));

    private string OfBestEpochs => double.IsNaN(MeanBestEpochConcordanceIndex)
        ? ""
        : FormattableString.Invariant(
            $"; by epochs chosen on the held-out patients themselves {MeanBestEpochConcordanceIndex:F3}, which flatters");
}
