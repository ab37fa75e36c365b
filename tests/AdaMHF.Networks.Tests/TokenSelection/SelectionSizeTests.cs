using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class SelectionSizeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void The_number_of_tokens_follows_the_ratio_between_1_and_the_bound(int count)
    {
        using var scope = NewDisposeScope();
        foreach (var bound in (int[])[1, 5, 16, 100])
        {
            foreach (var ratio in (double[])[1e-9, 0.33, 0.77, 1 - 1e-9])
            {
                foreach (var alpha in (double[])[1e-9, 0.37, 1 - 1e-9])
                {
                    using var selection = Selections.Create(bound, ratio, alpha);
                    var result = selection.call(Selections.ClassToken, Selections.Tokens(count));

                    var total = Math.Clamp((int)Math.Round(ratio * count), 1, Math.Min(bound, count));
                    Assert.Equal([total, Selections.Width], result.Tokens.shape);
                    // Where tokens are left over, one place is theirs, however near alpha is to 1.
                    var mostKept = total < count ? total - 1 : total;
                    Assert.Equal(Math.Min((long)Math.Round(alpha * total), mostKept), result.Kept.numel());
                    Assert.Equal(total, result.Count);
                    Assert.Equal(alpha, result.Alpha, 1e-6);
                    Assert.True(result.Tokens.isfinite().all().item<bool>());
                }
            }
        }
    }

    [Fact]
    public void A_ratio_differs_between_patients()
    {
        using var scope = NewDisposeScope();
        using var selection = Selections.Create(maxTokens: 100);
        var alphas = Enumerable.Range(0, 5).Select(patient =>
            selection.call(new Numbers(patient).NormalDouble(1, Selections.Width), Selections.Tokens(9)).Alpha);
        Assert.Equal(5, alphas.Distinct().Count());
        Assert.All(alphas, alpha => Assert.InRange(alpha, 1e-9, 1 - 1e-9));
    }

    [Fact]
    public void A_bound_below_one_token_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveTokenSelection(16, maxTokens: 0));
}
