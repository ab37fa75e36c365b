namespace AdaMHF.PatchBags.Tests;

public class PatchSamplingTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(4, 5)]
    [InlineData(5, 5)]
    public void A_bag_within_the_budget_is_taken_whole(int patchCount, int most)
    {
        Assert.Equal(Enumerable.Range(0, patchCount), PatchSampling.Random(patchCount, most, 1));
        Assert.Equal(Enumerable.Range(0, patchCount), PatchSampling.EvenlySpaced(patchCount, most));
    }

    [Theory]
    [InlineData(6, 5)]
    [InlineData(1000, 1)]
    [InlineData(100_000, 2048)]
    public void A_sample_has_distinct_ascending_rows_of_the_bag(int patchCount, int most)
    {
        foreach (var rows in new[] { PatchSampling.Random(patchCount, most, 1, 2), PatchSampling.EvenlySpaced(patchCount, most) })
        {
            Assert.Equal(most, rows.Length);
            Assert.InRange(rows[0], 0, patchCount - 1);
            Assert.InRange(rows[^1], 0, patchCount - 1);
            for (var i = 1; i < rows.Length; i++) Assert.True(rows[i] > rows[i - 1]);
        }
    }

    [Fact]
    public void Every_subset_is_equally_likely()
    {
        const int Draws = 20_000;
        var counts = new Dictionary<string, int>();
        for (var seed = 0; seed < Draws; seed++)
        {
            var subset = string.Join(',', PatchSampling.Random(5, 2, 42, seed));
            counts[subset] = counts.GetValueOrDefault(subset) + 1;
        }

        Assert.Equal(10, counts.Count);
        // 9 degrees of freedom: 27.9 is exceeded once in a thousand by chance, and the seeds are fixed.
        Assert.InRange(counts.Values.Sum(count => Math.Pow(count - (Draws / 10.0), 2) / (Draws / 10.0)), 0, 27.9);
    }

    [Fact]
    public void A_seed_repeats_and_any_other_seed_differs()
    {
        var sample = PatchSampling.Random(10_000, 100, 7, 3);

        Assert.Equal(sample, PatchSampling.Random(10_000, 100, 7, 3));
        Assert.NotEqual(sample, PatchSampling.Random(10_000, 100, 3, 7));
        Assert.NotEqual(sample, PatchSampling.Random(10_000, 100, 7, 4));
        Assert.NotEqual(sample, PatchSampling.Random(10_000, 100, 7, 3, 0));
    }

    [Fact]
    public void A_seed_means_the_same_rows_on_every_machine() =>
        Assert.Equal(PinnedSample, PatchSampling.Random(1000, 8, 7, 3));

    [Fact]
    public void The_deterministic_sample_takes_the_middle_of_equal_parts()
    {
        Assert.Equal([1, 4, 7], PatchSampling.EvenlySpaced(9, 3));
        Assert.Equal([25, 75], PatchSampling.EvenlySpaced(100, 2));
    }

    [Fact]
    public void Impossible_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PatchSampling.Random(-1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => PatchSampling.EvenlySpaced(5, 0));
    }

    // Worked out by a program of a few lines in another language from the published definitions of SplitMix64 and algorithm S.
    private static int[] PinnedSample => [2, 87, 120, 403, 703, 728, 813, 851];
}
