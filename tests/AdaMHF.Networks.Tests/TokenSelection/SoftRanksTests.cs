using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class SoftRanksTests
{
    private const double Step = 1e-5;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Kept_tokens_are_the_tokens_themselves_and_no_pool_is_louder_than_its_loudest_member(bool training)
    {
        using var scope = NewDisposeScope();
        using var selection = Selections.Create(maxTokens: 20, ratio: 0.5, alpha: 0.4, rule: SelectionRule.SoftRanks);
        selection.train(training);
        var tokens = Selections.Tokens(60);
        var result = selection.call(Selections.ClassToken, tokens);
        var kept = result.Kept.numel();
        Assert.InRange(kept, 2, result.Count - 1);
        TensorAssert.Close(tokens.index_select(0, result.Kept), result.Tokens.narrow(0, 0, kept), 1e-12);
        var loudest = tokens.norm(1).max().item<double>();
        Assert.All(result.Tokens.norm(1).Doubles(), norm => Assert.InRange(norm, 0, loudest + 1e-9));
    }

    [Fact]
    public void The_share_above_the_threshold_is_that_of_its_definition()
    {
        using var scope = NewDisposeScope();
        const int bound = 16;
        double[][] scores = [Scores(40, standingOut: 4), Scores(25, standingOut: 9)];
        double[] shifts = [0.3, -0.8];
        // Quantiles of the normal distribution at 1 - 8 / 40 and 1 - 8 / 25, as R prints them.
        double[] thresholds = [0.8416212335729143, 0.4676987991145082];
        var padded = scores.SelectMany(row => row.Concat(new double[40 - row.Length])).ToArray();
        var share = SoftRanks.ShareAbove(
            tensor(padded, [2, 40]), tensor(shifts, [2, 1]), new TokenLayout([40, 25], 40, CPU), bound);

        for (var patient = 0; patient < 2; patient++)
        {
            double[] logits = Array.ConvertAll(scores[patient], Math.Log);
            var mean = logits.Average();
            var deviation = Math.Sqrt(logits.Average(logit => (logit - mean) * (logit - mean)) + 1e-4);
            var expected = logits.Average(logit =>
                1 / (1 + Math.Exp(-((logit - mean) / deviation - thresholds[patient] + shifts[patient]) / 0.25)));
            Assert.Equal(expected, share[patient].item<double>(), 1e-9);
        }
    }

    [Fact]
    public void More_tokens_are_selected_where_more_stand_out()
    {
        using var scope = NewDisposeScope();
        var layout = new TokenLayout([200], 200, CPU);
        double Selected(int standingOut)
        {
            var scores = Row(Scores(200, standingOut));
            return 200 * SoftRanks.ShareAbove(scores, zeros(1, 1, dtype: float64), layout, maxTokens: 64).item<double>();
        }
        double[] shares = [Selected(4), Selected(10), Selected(20), Selected(40)];
        Assert.Equal(shares.Order(), shares);
        Assert.InRange(shares[1], 8, 13);
        Assert.InRange(shares[3], 28, 52);
    }

    [Fact]
    public void Before_training_about_half_the_bound_is_selected()
    {
        using var scope = NewDisposeScope();
        using var selection = new AdaptiveTokenSelection(Selections.Width, maxTokens: 32);
        Assert.Equal(0f, selection.Child<RatioRouter>("allocator").Logit(Selections.ClassToken.to(float32)).item<float>(), 0.8f);
        var scores = Row([.. new Numbers(9).NormalDouble(4000).softmax(0).Doubles()]);
        var share = SoftRanks.ShareAbove(scores, zeros(1, 1, dtype: float64), new TokenLayout([4000], 4000, CPU), maxTokens: 320);
        Assert.InRange(share.item<double>() * 4000, 140, 260);
    }

    [Fact]
    public void In_evaluation_half_of_the_mean_is_that_of_the_best_K_top_alone()
    {
        using var scope = NewDisposeScope();
        var (scores, ranks, layout, sizes) = Sample();
        var mix = SoftRanks.Mix(Row(scores), Row(ranks), layout, sizes, Ratio, Alpha, isSoft: false).Doubles();
        var sum = scores.Where((_, token) => ranks[token] < 7).Sum();
        Assert.Equal(scores.Select((score, token) => (score + (ranks[token] < 7 ? score / sum : 0)) / 2), mix, new WithinTolerance(1e-12));
    }

    [Fact]
    public void The_ratios_get_the_gradient_of_one_token_more_or_less()
    {
        using var scope = NewDisposeScope();
        var (scores, ranks, layout, sizes) = Sample();
        double[] direction = [.. new Numbers(6).NormalDouble(scores.Length).Doubles()];
        var (ratio, alpha) = (Ratio.requires_grad_(), Alpha.requires_grad_());
        (SoftRanks.Mix(Row(scores), Row(ranks), layout, sizes, ratio, alpha, isSoft: true) * tensor(direction)).sum().backward();

        // The mix of its definition, at sizes that need not be whole.
        double Mixed(double total, double kept, bool keptAlike)
        {
            double Within(double size, double rank, double at) => 1 / (1 + Math.Exp(-(size - rank - 0.5) / Math.Max(0.5, at / 10)));
            var inside = ranks.Select(rank => Within(total, rank, 7)).ToArray();
            var atFirst = ranks.Select(rank => Within(3, rank, 3)).ToArray();
            var level = atFirst.Zip(scores, (own, score) => own * score).Sum() / atFirst.Sum();
            var loud = scores.Select((score, token) => keptAlike
                ? score + (Within(kept, ranks[token], 3) * (level - score))
                : score).ToArray();
            var weights = loud.Select((weight, token) => weight * inside[token]).ToArray();
            return weights.Zip(direction, (weight, along) => weight * along).Sum() / weights.Sum();
        }
        var count = scores.Length;
        // Half of the mean is over all tokens, whatever the sizes.
        var byTotal = (Mixed(7 + Step, 3, false) - Mixed(7 - Step, 3, false)) / (2 * Step) / 2;
        var byKept = (Mixed(7, 3 + Step, true) - Mixed(7, 3 - Step, true)) / (2 * Step);
        // alpha acts by the kept ones, kept = alpha x K_top; the ratio by K_top, and by the kept ones through it.
        var expectedAlpha = byKept * 7;
        var expectedRatio = (byTotal + (byKept * Alpha.item<double>())) * count;
        Assert.Equal(expectedAlpha, alpha.grad!.item<double>(), 1e-6);
        Assert.Equal(expectedRatio, ratio.grad!.item<double>(), 1e-6);
        Assert.NotEqual(0, expectedRatio, 1e-3);
    }

    private static Tensor Ratio => tensor(new[] { 7 / 12.0 }, [1, 1]);

    private static Tensor Alpha => tensor(new[] { 0.43 }, [1, 1]);

    private static (double[] Scores, long[] Ranks, TokenLayout Layout, SelectionSizes Sizes) Sample()
    {
        double[] scores = Scores(12, standingOut: 4);
        long[] ranks = [.. scores.Select(score => (long)scores.Count(other => other > score))];
        var sizes = new SelectionSizes([12], 12, null, null, Ratio, Alpha);
        Assert.Equal((7, 3), (sizes.Totals[0], sizes.Kept[0]));
        return (scores, ranks, new TokenLayout([12], 12, CPU), sizes);
    }

    private static Tensor Row(double[] values) => tensor(values, [1, values.Length]);

    private static Tensor Row(long[] values) => tensor(values, [1, values.Length]);

    // Some tokens four deviations above the others.
    private static double[] Scores(int count, int standingOut)
    {
        double[] noise = [.. new Numbers(7).NormalDouble(count).Doubles()];
        double[] raised = [.. noise.Select((value, token) => Math.Exp((value / 4) + (token < standingOut ? 4 : 0)))];
        return [.. raised.Select(value => value / raised.Sum())];
    }

    private sealed class WithinTolerance(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double value) => 0;
    }
}
