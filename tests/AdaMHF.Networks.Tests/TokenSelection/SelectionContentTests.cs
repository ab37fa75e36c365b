using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Tokens are one-hot here, so that a selected token shows how much of each token went into it.</summary>
public class SelectionContentTests
{
    private const int Count = Selections.Width;

    [Theory]
    [InlineData(0.45, 0.4, 3, 4)] // 13 tokens share 4 places
    [InlineData(0.6, 0.4, 4, 6)]
    [InlineData(0.9, 0.95, 13, 1)]
    [InlineData(0.3, 1e-9, 0, 5)]
    [InlineData(1 - 1e-9, 1 - 1e-9, 16, 0)]
    public void Every_token_is_kept_or_goes_into_exactly_one_pool(double ratio, double alpha, int keptCount, int poolCount)
    {
        using var scope = NewDisposeScope();
        using var selection = Selections.Create(maxTokens: 100, ratio, alpha);
        var result = selection.call(Selections.ClassToken, eye(Count, dtype: float64));
        var scores = result.Scores.Doubles();
        var kept = result.Kept.data<long>().ToArray();
        var rows = Matrix.Of(result.Tokens);
        Assert.Equal((keptCount, poolCount), (kept.Length, rows.Length - kept.Length));

        var best = Enumerable.Range(0, Count).OrderByDescending(token => scores[token]).Take(keptCount).Select(token => (long)token);
        Assert.Equal(best.Order(), kept);
        for (var place = 0; place < kept.Length; place++)
        {
            var own = (int)kept[place];
            Assert.Equal(scores[own] / scores.Max(), rows[place][own], 1e-12);
            Assert.Equal([own], Members(rows[place]));
        }

        var pools = rows[kept.Length..].Select(row => (Row: row, Members: Members(row))).ToArray();
        Assert.Equal(Enumerable.Range(0, Count).Where(token => !kept.Contains(token)), pools.SelectMany(pool => pool.Members).Order());
        Assert.All(pools, pool =>
        {
            Assert.Equal(1, pool.Row.Sum(), 1e-12);
            var sum = pool.Members.Sum(member => scores[member]);
            Assert.All(pool.Members, member => Assert.Equal(scores[member] / sum, pool.Row[member], 1e-12));
        });
        var sizes = pools.Select(pool => pool.Members.Length).DefaultIfEmpty().ToArray();
        Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
        foreach (var (better, worse) in pools.Zip(pools.Skip(1)))
            Assert.True(better.Members.Min(member => scores[member]) >= worse.Members.Max(member => scores[member]));
    }

    [Fact]
    public void The_class_token_gains_the_score_weighted_mean_of_all_tokens()
    {
        using var scope = NewDisposeScope();
        using var selection = Selections.Create(maxTokens: 100);
        var result = selection.call(Selections.ClassToken, eye(Count, dtype: float64));
        Assert.Equal(1, result.Scores.sum().item<double>(), 1e-12);
        TensorAssert.Close(result.Scores.unsqueeze(0), result.ClassToken - Selections.ClassToken, 1e-12);
    }

    [Fact]
    public void The_class_token_stays_as_it_is_where_it_is_not_refreshed()
    {
        using var scope = NewDisposeScope();
        using var selection = Selections.Create(maxTokens: 100, refreshes: false);
        TensorAssert.Identical(Selections.ClassToken, selection.call(Selections.ClassToken, eye(Count, dtype: float64)).ClassToken);
    }

    [Fact]
    public void Where_the_rest_is_dropped_the_best_tokens_have_every_place_and_nothing_else_goes_in()
    {
        using var scope = NewDisposeScope();
        using var selection = Selections.Create(maxTokens: 100, ratio: 0.45, unselected: UnselectedTokens.Dropped);
        var result = selection.call(Selections.ClassToken, eye(Count, dtype: float64));
        var scores = result.Scores.Doubles();
        int[] best = [.. Enumerable.Range(0, Count).OrderByDescending(token => scores[token]).Take(7).Order()];
        Assert.Equal(best, Matrix.Of(result.Tokens).Select(row => Assert.Single(Members(row))));
        Assert.Equal(
            Enumerable.Range(0, Count).Select(token => (long)Array.IndexOf(best, token)), result.Places().data<long>().ToArray());
    }

    [Fact]
    public void A_score_sees_the_token_and_the_class_token_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        using var selection = Selections.Create(maxTokens: 100);
        var tokens = Selections.Tokens(6);
        // Softmax leaves ratios of scores alone when another token changes.
        double Ratio(Tensor classToken, Tensor x) =>
            selection.call(classToken, x).Scores.Doubles() is var scores ? scores[0] / scores[1] : 0;
        var ratio = Ratio(Selections.ClassToken, tokens);

        var otherNeighbour = tokens.clone();
        otherNeighbour[4] = otherNeighbour[4].Times(-1);
        Assert.Equal(ratio, Ratio(Selections.ClassToken, otherNeighbour), 1e-9);
        Assert.NotEqual(ratio, Ratio(Selections.ClassToken.Times(-1), tokens), 1e-3);
        var twins = tokens.clone();
        twins[1] = twins[0];
        Assert.Equal(1, Ratio(Selections.ClassToken, twins), 1e-12);
    }

    [Fact]
    public void The_order_of_the_tokens_decides_the_order_of_the_kept_ones_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        using var selection = Selections.Create(maxTokens: 100, ratio: 0.6, alpha: 0.4);
        var tokens = Selections.Tokens(20);
        var result = selection.call(Selections.ClassToken, tokens);
        var reversed = selection.call(Selections.ClassToken, tokens.flip(0));
        var keep = result.Kept.numel();
        var pools = result.Tokens.shape[0] - keep;
        Assert.True(keep > 1 && pools > 1);
        TensorAssert.Close(result.Tokens.narrow(0, 0, keep), reversed.Tokens.narrow(0, 0, keep).flip(0), 1e-12);
        TensorAssert.Close(result.Tokens.narrow(0, keep, pools), reversed.Tokens.narrow(0, keep, pools), 1e-12);
        TensorAssert.Close(result.ClassToken, reversed.ClassToken, 1e-12);
    }

    private static int[] Members(double[] row) => [.. Enumerable.Range(0, row.Length).Where(token => row[token] != 0)];
}
