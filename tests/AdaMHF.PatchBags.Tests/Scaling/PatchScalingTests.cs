namespace AdaMHF.PatchBags.Tests;

public sealed class PatchScalingTests
{
    private static readonly PatchScaling Scaling = new([1, 0, 2], [2, 0, 4]);

    [Fact]
    public void One_patch_a_bag_is_standardised_as_by_numpy()
    {
        // numpy: x = [1, 2, 4, 9]; x.mean() = 4, x.std() = 3.082207001484488.
        var scaling = Of([.. new float[] { 1, 2, 4, 9 }.Select(value => (float[][])[[value]])]);
        Assert.Equal(4, scaling.Means[0], 1e-12);
        Assert.Equal(3.082207001484488, scaling.Deviations[0], 1e-12);

        var logs = Of([.. new[] { -1e7f, 0, 3, 1e7f }.Select(value => (float[][])[[value]])], signedLog: true);
        var (large, three) = (Math.Log(1 + 1e7), Math.Log(4));
        Assert.Equal(three / 4, logs.Means[0], 1e-12);
        Assert.Equal(Math.Sqrt((((2 * large * large) + (three * three)) / 4) - (three * three / 16)), logs.Deviations[0], 1e-12);
    }

    [Fact]
    public void Bags_weigh_the_same_however_many_patches_they_have()
    {
        var random = new Random(3);
        float[][][] bags = [.. Enumerable.Range(0, 9).Select(bag => Enumerable.Range(0, 1 + (bag * bag)).Select(_ =>
            new[] { 1e6f + bag + random.NextSingle(), random.NextSingle(), 7 }).ToArray())];
        var scaling = Of(bags);

        for (var column = 0; column < 3; column++)
        {
            var mean = bags.Average(bag => bag.Average(patch => (double)patch[column]));
            var variance = bags.Average(bag => bag.Average(patch => Math.Pow(patch[column] - mean, 2)));
            Assert.Equal(mean, scaling.Means[column], 1e-9 * Math.Abs(mean));
            Assert.Equal(Math.Sqrt(variance), scaling.Deviations[column], 1e-7);
        }
        Assert.Equal(0, scaling.Deviations[2]);
    }

    [Fact]
    public void What_is_not_measured_is_left_out_of_its_column_and_becomes_the_mean()
    {
        float[][][] bags = [[[1, float.NaN], [3, 5]], [[float.NaN, float.NaN]], [[6, 9]]];
        var scaling = Of(bags, fillsMissing: true);
        Assert.Equal([4, 7], scaling.Means);

        var bag = PatchBag.FromMemory([float.NaN, 7, 6, float.NaN], 2).WithScaling(scaling);
        Assert.Equal([0f, 0, (float)(2 / scaling.Deviations[0]), 0], bag.ReadAll().Values);
        Assert.Contains("P-1", Assert.Throws<PatchBagException>(() => Of(bags)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN, false)]
    [InlineData(float.PositiveInfinity, false)]
    [InlineData(float.NegativeInfinity, true)]
    public void What_is_not_finite_is_refused_with_owner_and_feature(float value, bool fillsMissing)
    {
        var wrong = Assert.Throws<PatchBagException>(() => Of([[[1, 2]], [[1, value]]], fillsMissing: fillsMissing));
        Assert.Contains("P-2 has a patch whose feature 1 ", wrong.Message, StringComparison.Ordinal);
        var bag = PatchBag.FromMemory([0, value], 2).WithScaling(new([0, 0], [1, 1], fillsMissing: fillsMissing));
        Assert.Contains("feature 1 ", Assert.Throws<PatchBagException>(() => bag.ReadAll()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_way_of_reading_gives_the_same_standardised_patches()
    {
        using var folder = new TemporaryFolder();
        string[] files = [folder.PathOf("a.h5"), folder.PathOf("b.h5")];
        ClamH5Writer.Write(files[0], Bags.Patches(40, 3));
        ClamH5Writer.Write(files[1], Bags.Patches(25, 3, firstPatch: 40));
        var (raw, scaled) = (PatchBag.Open(files), PatchBag.Open(files).WithScaling(Scaling));

        Assert.Equal((raw.PatchCount, raw.Width, raw.HasCoordinates), (scaled.PatchCount, scaled.Width, scaled.HasCoordinates));
        Assert.Equal(raw.Sources, scaled.Sources);
        AssertScaled(raw.ReadAll(), scaled.ReadAll());
        int[] rows = [0, 7, 39, 40, 64];
        AssertScaled(raw.Read(rows), scaled.Read(rows));
        AssertScaled(raw.ReadInSpatialOrder(rows), scaled.ReadInSpatialOrder(rows));
        AssertScaled(raw.WithBudget(10, 4).ReadAll(), scaled.WithBudget(10, 4).ReadAll());
        AssertScaled(raw.WithBudget(10, 4).ReadAll(), raw.WithBudget(10, 4).WithScaling(Scaling).ReadAll());
        Assert.Equal(raw.ReadCoordinates(), scaled.ReadCoordinates());
        Assert.Same(Scaling, scaled.WithBudget(10, 4).Scaling);
    }

    [Fact]
    public void Scaling_reads_nothing_and_an_empty_bag_stays_empty()
    {
        var absent = PatchBag.Open("/no/such/file.h5").WithScaling(Scaling);
        Assert.Equal(["/no/such/file.h5"], absent.Sources);
        Assert.Throws<PatchBagException>(() => absent.PatchCount);
        Assert.True(PatchBag.Empty.WithScaling(Scaling).IsEmpty);
    }

    [Fact]
    public void Features_of_another_width_and_a_second_scaling_are_refused()
    {
        var wide = PatchBag.FromMemory(new float[8], 4).WithScaling(Scaling);
        Assert.Contains("width 4", Assert.Throws<PatchBagException>(() => wide.ReadAll()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => wide.WithScaling(Scaling));
        Assert.Throws<PatchBagException>(() => Of([[[1, 2]], [[1, 2, 3]]]));
    }

    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new[] { 1.0 }, new[] { 1.0, 2 })]
    [InlineData(new[] { double.NaN }, new[] { 1.0 })]
    [InlineData(new[] { 0.0 }, new[] { -1.0 })]
    public void Impossible_means_and_deviations_are_refused(double[] means, double[] deviations) =>
        Assert.Throws<ArgumentException>(() => new PatchScaling(means, deviations));

    private static PatchScaling Of(float[][][] bags, bool signedLog = false, bool fillsMissing = false)
    {
        var statistics = new PatchStatistics(bags[0][0].Length, signedLog, fillsMissing);
        foreach (var (number, bag) in bags.Index())
            statistics.Add(new([.. bag.SelectMany(patch => patch)], bag[0].Length), $"P-{number + 1}");
        return statistics.ToScaling();
    }

    private static void AssertScaled(PatchFeatures raw, PatchFeatures scaled)
    {
        Assert.Equal(raw.Coordinates, scaled.Coordinates);
        for (var patch = 0; patch < raw.Count; patch++)
        {
            var row = raw.Row(patch);
            Assert.Equal([(row[0] - 1) / 2, 0, (row[2] - 2) / 4], scaled.Row(patch).ToArray());
        }
    }
}
