namespace AdaMHF.Survival.Tests;

public class RocAucTests
{
    [Theory]
    [InlineData(1, 1000)]
    [InlineData(2, 5)]
    [InlineData(3, 2)]
    public void It_is_the_share_of_pairs_in_order_with_ties_as_half(int seed, int levels)
    {
        var random = new Random(seed);
        double[] scores = [.. Enumerable.Range(0, 80).Select(_ => random.Next(levels) / 10.0)];
        bool[] positive = [.. scores.Select(score => random.NextDouble() < 0.2 + (score / levels))];
        var pairs =
            from up in Enumerable.Range(0, scores.Length).Where(i => positive[i])
            from down in Enumerable.Range(0, scores.Length).Where(i => !positive[i])
            select scores[up] > scores[down] ? 1 : scores[up].Equals(scores[down]) ? 0.5 : 0;
        Assert.Equal(pairs.Average(), RocAuc.Of(scores, positive), 1e-12);
    }

    [Fact]
    public void Perfect_order_is_1_reverse_order_0_and_equal_scores_a_half()
    {
        Assert.Equal(1, RocAuc.Of([0.1, 0.2, double.PositiveInfinity], [false, false, true]));
        Assert.Equal(0, RocAuc.Of([3, 2, 1], [false, false, true]));
        Assert.Equal(0.5, RocAuc.Of([7, 7, 7], [false, true, true]));
    }

    [Fact]
    public void One_class_alone_has_none_and_what_does_not_fit_is_refused()
    {
        Assert.Equal(double.NaN, RocAuc.Of([1, 2], [true, true]));
        Assert.Equal(double.NaN, RocAuc.Of([], []));
        Assert.Throws<SurvivalDataException>(() => RocAuc.Of([1, 2], [true]));
        Assert.Throws<SurvivalDataException>(() => RocAuc.Of([1, double.NaN], [true, false]));
    }
}
