using AdaMHF.Survival;
using MathNet.Numerics.Statistics;

namespace AdaMHF.Benchmark;

/// <summary>The folds and seeds of one system on one cohort in one condition, from the predictions alone.</summary>
/// <remarks>
/// A fold's index is the mean over the seeds, the result the mean over the folds. The interval tells what so few patients allow: 1.96 times
/// the standard error of the concordance within folds (infinitesimal jackknife over all held-out patients, mean of the seeds). It leaves
/// out that another training set would have given another model.
/// </remarks>
internal sealed class ConcordanceSummary
{
    private const double Normal95 = 1.959963984540054;

    public ConcordanceSummary(IEnumerable<UnitResult> units, string condition)
    {
        var parts = (
            from unit in units
            let known = ConditionResult.Known(unit.Predictions.Where(prediction => prediction.Condition == condition))
            where known.Length > 0
            select (unit.Manifest.Unit.Seed, unit.Manifest.Unit.Fold, Known: known)).ToArray();

        PerFold =
        [
            .. parts.GroupBy(part => part.Fold).OrderBy(fold => fold.Key)
                .Select(fold => fold.Average(part => ConditionResult.Harrell(part.Known).ConcordanceIndex)),
        ];
        var withinFolds = parts.GroupBy(part => part.Seed).OrderBy(seed => seed.Key)
            .Select(seed => Stratified([.. seed.OrderBy(part => part.Fold).Select(part => part.Known)])).ToArray();
        double[] defined = [.. PerFold.Where(index => !double.IsNaN(index))];
        Mean = defined.Length > 0 ? defined.Average() : double.NaN;
        Deviation = defined.StandardDeviation();
        StandardError = withinFolds.Length > 0 ? withinFolds.Average(one => one.StandardError) : double.NaN;
        Seeds = withinFolds.Length;
        if (withinFolds is [var first, ..]) (Patients, Events, ComparablePairs) = (first.Subjects, first.Events, first.ComparablePairs);
    }

    public IReadOnlyList<double> PerFold { get; }

    public double Mean { get; }

    /// <summary>Sample standard deviation of the folds; NaN with one.</summary>
    public double Deviation { get; }

    public double StandardError { get; }

    public int Seeds { get; }

    public int Patients { get; }

    public int Events { get; }

    public long ComparablePairs { get; }

    public double LowerBound => Math.Max(0, Mean - (Normal95 * StandardError));

    public double UpperBound => Math.Min(1, Mean + (Normal95 * StandardError));

    private static ConcordanceResult Stratified(PatientPrediction[][] folds)
    {
        PatientPrediction[] all = [.. folds.SelectMany(fold => fold)];
        int[] stratum = [.. folds.SelectMany((fold, number) => Enumerable.Repeat(number, fold.Length))];
        return Concordance.HarrellStratified(
            Array.ConvertAll(all, one => one.Time), Array.ConvertAll(all, one => one.Event), Array.ConvertAll(all, one => one.Risk),
                stratum);
    }
}
