namespace AdaMHF.Survival.Tests;

/// <summary>Concordance by the definition: a loop over all pairs.</summary>
internal static class PairLoop
{
    public static bool IsComparable(Sample sample, int first, int second) =>
        first != second
        && sample.Event[first]
        && (sample.Time[second] > sample.Time[first] || (sample.Time[second] == sample.Time[first] && !sample.Event[second]));

    /// <summary>1 for concordant, 0.5 for tied, 0 for discordant.</summary>
    public static double Score(double first, double second, double tolerance) =>
        Math.Abs(first - second) <= tolerance ? 0.5 : first > second ? 1 : 0;

    /// <summary>Number of comparable pairs with a score.</summary>
    public static long Count(Sample sample, double score, double tolerance) =>
        Pairs(sample).LongCount(pair => Score(sample.Risk[pair.First], sample.Risk[pair.Second], tolerance) == score);

    /// <summary>The index with a weight for every pair.</summary>
    public static double Index(Sample sample, double tolerance, Func<int, int, double> pairWeight) =>
        Index(Scored(sample, tolerance, pairWeight), [.. sample.Time.Select(_ => 1.0)]);

    /// <summary>
    /// The derivatives of the index by the weight of each subject, from differences: what the infinitesimal jackknife sums the squares of.
    /// </summary>
    public static double[] Derivatives(Sample sample, double tolerance, Func<int, int, double> pairWeight)
    {
        const double Step = 1e-4;
        var pairs = Scored(sample, tolerance, pairWeight);
        double[] weights = [.. sample.Time.Select(_ => 1.0)];
        var derivatives = new double[sample.Count];
        for (var i = 0; i < derivatives.Length; i++)
        {
            weights[i] = 1 + Step;
            var above = Index(pairs, weights);
            weights[i] = 1 - Step;
            derivatives[i] = (above - Index(pairs, weights)) / (2 * Step);
            weights[i] = 1;
        }
        return derivatives;
    }

    private static double Index((int First, int Second, double Score, double Weight)[] pairs, double[] subjectWeight)
    {
        double score = 0, total = 0;
        foreach (var pair in pairs)
        {
            var weight = pair.Weight * subjectWeight[pair.First] * subjectWeight[pair.Second];
            score += weight * pair.Score;
            total += weight;
        }
        return score / total;
    }

    private static (int First, int Second, double Score, double Weight)[] Scored(
        Sample sample, double tolerance, Func<int, int, double> pairWeight) =>
    [
        .. from pair in Pairs(sample)
           let score = Score(sample.Risk[pair.First], sample.Risk[pair.Second], tolerance)
           select (pair.First, pair.Second, score, pairWeight(pair.First, pair.Second)),
    ];

    private static IEnumerable<(int First, int Second)> Pairs(Sample sample) =>
        from first in Enumerable.Range(0, sample.Count)
        from second in Enumerable.Range(0, sample.Count)
        where IsComparable(sample, first, second)
        select (first, second);
}
