using AdaMHF.Survival;

namespace AdaMHF.Benchmark;

/// <summary>Difference of the concordance of two systems on the same held-out patients, with its paired standard error.</summary>
/// <param name="Mean">First minus second: mean over the folds, of each the mean over the seeds. NaN when undefined.</param>
/// <param name="StandardError">
/// Of the paired difference (infinitesimal jackknife over held-out patients, mean of the seeds), folds independent. It leaves out that
/// another training set would have given other models.
/// </param>
internal sealed record PairedDifference(double Mean, double StandardError)
{
    private const double Normal95 = 1.959963984540054;

    public double LowerBound => Math.Max(-1, Mean - (Normal95 * StandardError));

    public double UpperBound => Math.Min(1, Mean + (Normal95 * StandardError));

    /// <summary>Whether the interval excludes 0.</summary>
    public bool IsClear => LowerBound > 0 || UpperBound < 0;

    /// <summary>Compares two systems fold by fold; null where no fold has both.</summary>
    /// <param name="first">Units of one system on one cohort.</param>
    /// <param name="second">Those of the other; one without chance has one seed, which meets every seed of the first.</param>
    /// <param name="condition">What the held-out patients lack.</param>
    public static PairedDifference? Of(IReadOnlyList<UnitResult> first, IReadOnlyList<UnitResult> second, string condition)
    {
        PairedDifference[] folds =
        [
            .. first.GroupBy(unit => unit.Manifest.Unit.Fold).OrderBy(fold => fold.Key)
                .Select(fold => OfFold([.. fold], [.. second.Where(unit => unit.Manifest.Unit.Fold == fold.Key)], condition))
                .OfType<PairedDifference>(),
        ];
        return OfIndependent(folds);
    }

    /// <summary>Mean of differences on different patients; null where there is none.</summary>
    public static PairedDifference? OfIndependent(IReadOnlyList<PairedDifference> parts) => parts.Count == 0
        ? null
        : new(parts.Average(part => part.Mean), Math.Sqrt(parts.Sum(part => part.StandardError * part.StandardError)) / parts.Count);

    private static PairedDifference? OfFold(UnitResult[] first, UnitResult[] second, string condition)
    {
        ConcordanceComparison[] seeds =
        [
            .. from one in first
               let other = second.FirstOrDefault(unit => unit.Manifest.Unit.Seed == one.Manifest.Unit.Seed) ?? second.FirstOrDefault()
               where other is not null
               let compared = Compare(Known(one, condition), Known(other, condition))
               where compared is not null
               select compared,
        ];
        return seeds.Length == 0 ? null : new(seeds.Average(seed => seed.Difference), seeds.Average(seed => seed.StandardError));
    }

    private static ConcordanceComparison? Compare(PatientPrediction[] first, PatientPrediction[] second)
    {
        var others = second.ToDictionary(patient => patient.PatientId);
        PatientPrediction[] both = [.. first.Where(patient => others.ContainsKey(patient.PatientId))];
        return both.Length == 0
            ? null
            : Concordance.Compare(
                Array.ConvertAll(both, patient => patient.Time),
                Array.ConvertAll(both, patient => patient.Event),
                Array.ConvertAll(both, patient => patient.Risk),
                Array.ConvertAll(both, patient => others[patient.PatientId].Risk));
    }

    private static PatientPrediction[] Known(UnitResult unit, string condition) =>
        ConditionResult.Known(unit.Predictions.Where(prediction => prediction.Condition == condition));
}
