using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace AdaMHF.Speed.Explanations;

/// <summary>Statistics of attributions.</summary>
internal static class ReasonsStatistics
{
    /// <summary>Probability that a positive has the higher value, ties counting one half.</summary>
    public static double Auc(IEnumerable<(double Value, bool IsPositive)> items)
    {
        var all = items.ToArray();
        var ranks = Enumerable.ToArray(ArrayStatistics.RanksInplace([.. all.Select(item => item.Value)], RankDefinition.Average));
        double positives = all.Count(item => item.IsPositive);
        var sum = all.Zip(ranks).Where(pair => pair.First.IsPositive).Sum(pair => pair.Second);
        return (sum - (positives * (positives + 1) / 2)) / (positives * (all.Length - positives));
    }

    /// <summary>One-sided p-value of the rank-sum test that positives have higher values, normal approximation.</summary>
    public static double AucP((double Value, bool IsPositive)[] items)
    {
        double positives = items.Count(item => item.IsPositive), others = items.Length - positives;
        var deviation = Math.Sqrt((positives + others + 1) / (12 * positives * others));
        return 1 - Normal.CDF(0, 1, (Auc(items) - 0.5) / deviation);
    }

    /// <summary>Two-sided p-value of the paired t-test.</summary>
    public static double PairedP(double[] differences)
    {
        var t = differences.Mean() / (differences.StandardDeviation() / Math.Sqrt(differences.Length));
        return 2 * StudentT.CDF(0, 1, differences.Length - 1, -Math.Abs(t));
    }
}
