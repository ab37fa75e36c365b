namespace AdaMHF.Survival.Tests;

public class RankCorrelationTests
{
    [Theory]
    [InlineData("1234567", "2135476")]
    [InlineData("0011234", "3120012")]
    [InlineData("0000001", "1234567")]
    public void Correlation_and_p_value_are_those_of_all_permutations(string first, string second)
    {
        double[] left = Digits(first), right = Digits(second);
        var expected = Spearman(left, right);
        double[] all = [.. Permutations(right).Select(permuted => Spearman(left, permuted))];
        Assert.Equal(5040, all.Length);

        var found = RankCorrelation.Spearman(left, right, permutations: 20_000);
        Assert.Equal(7, found.Subjects);
        Assert.Equal(expected, found.Correlation, 1e-12);
        // Five standard errors of 20,000 draws.
        var share = all.Average(value => Math.Abs(value) >= Math.Abs(expected) - 1e-9 ? 1.0 : 0);
        Assert.Equal(share, found.PValue, 5 * 0.5 / Math.Sqrt(20_000));
    }

    [Fact]
    public void Only_the_order_counts_and_the_sign_is_kept()
    {
        double[] values = [.. Enumerable.Range(0, 12)];
        var falling = RankCorrelation.Spearman(values, [.. values.Select(value => -Math.Exp(value))]);
        Assert.Equal(-1, falling.Correlation, 1e-12);
        Assert.Equal(1.0 / 10_000, falling.PValue, 2e-4);
    }

    [Fact]
    public void A_number_that_is_the_same_for_all_has_no_correlation()
    {
        var found = RankCorrelation.Spearman([3, 3, 3], [1, 2, 3]);
        Assert.Equal((3, double.NaN, double.NaN), (found.Subjects, found.Correlation, found.PValue));
    }

    [Fact]
    public void Samples_that_do_not_fit_are_refused()
    {
        Assert.Throws<SurvivalDataException>(() => RankCorrelation.Spearman([], []));
        Assert.Throws<SurvivalDataException>(() => RankCorrelation.Spearman([1, 2], [1]));
        Assert.Throws<SurvivalDataException>(() => RankCorrelation.Spearman([1, double.NaN], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RankCorrelation.Spearman([1, 2], [1, 2], permutations: 0));
    }

    /// <summary>By definition: how many are smaller, and half of the equal ones, correlated.</summary>
    private static double Spearman(double[] first, double[] second)
    {
        double[] Ranks(double[] values) => [.. values.Select(value =>
            values.Count(other => other < value) + (0.5 * values.Count(other => other.Equals(value))))];
        double[] left = Ranks(first), right = Ranks(second);
        var (meanLeft, meanRight) = (left.Average(), right.Average());
        double Sum(double[] a, double meanA, double[] b, double meanB) => a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return Sum(left, meanLeft, right, meanRight)
            / Math.Sqrt(Sum(left, meanLeft, left, meanLeft) * Sum(right, meanRight, right, meanRight));
    }

    private static IEnumerable<double[]> Permutations(double[] values)
    {
        if (values.Length == 1) return [values];
        return values.SelectMany((first, place) =>
            Permutations([.. values[..place], .. values[(place + 1)..]]).Select(rest => (double[])[first, .. rest]));
    }

    private static double[] Digits(string text) => [.. text.Select(digit => (double)(digit - '0'))];
}
