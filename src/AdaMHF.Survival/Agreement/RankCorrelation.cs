using MathNet.Numerics.Statistics;

namespace AdaMHF.Survival;

/// <summary>Do two numbers rise together? Spearman's rank correlation, with the p-value of a permutation test.</summary>
/// <remarks>
/// Pearson's correlation of the ranks; equal values share their mean rank. The p-value is two-sided:
/// (1 + permutations with a correlation at least as far from 0) / (1 + permutations).
/// </remarks>
/// <param name="Subjects">Number of subjects.</param>
/// <param name="Correlation">In [-1, 1]; NaN where one of the numbers is the same for everybody.</param>
/// <param name="PValue">In (0, 1]; NaN with the correlation.</param>
/// <seealso href="https://doi.org/10.2307/1412159">Spearman 1904</seealso>
public sealed record RankCorrelation(int Subjects, double Correlation, double PValue)
{
    // Sums of one set of products in another order differ by less.
    private const double Rounding = 1e-12;

    /// <summary>Correlates two numbers of the same subjects.</summary>
    /// <param name="first">One number of each subject; infinite ones still order.</param>
    /// <param name="second">The other.</param>
    /// <param name="permutations">Permutations of the test, at least 1. Default 9,999.</param>
    /// <param name="seed">Seed of the permutations.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a number is NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than one permutation.</exception>
    public static RankCorrelation Spearman(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, int permutations = 9_999, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        if (first.IsEmpty) throw new SurvivalDataException("There is no subject: expected two numbers per subject.", nameof(first));
        Require.SameLength(second.Length, nameof(second), first.Length);
        double[] left = Ranks(first, nameof(first)), right = Ranks(second, nameof(second));
        var correlation = Of(left, right);
        if (double.IsNaN(correlation)) return new(left.Length, double.NaN, double.NaN);

        var random = new Random(seed);
        var asFar = 0;
        for (var permutation = 0; permutation < permutations; permutation++)
        {
            random.Shuffle(right);
            if (Math.Abs(Of(left, right)) >= Math.Abs(correlation) - Rounding) asFar++;
        }
        return new(left.Length, correlation, (1.0 + asFar) / (1 + permutations));
    }

    private static double[] Ranks(ReadOnlySpan<double> values, string argument)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i])) throw Require.Wrong(argument, i, values[i], "a number");
        }
        return ArrayStatistics.RanksInplace(values.ToArray(), RankDefinition.Average);
    }

    private static double Of(double[] left, double[] right) => MathNet.Numerics.Statistics.Correlation.Pearson(left, right);
}
