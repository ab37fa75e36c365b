namespace AdaMHF.PatchBags.Tests;

public class PatchBagTests
{
    [Fact]
    public void A_missing_modality_is_a_bag_without_patches()
    {
        foreach (var bag in new[] { PatchBag.Empty, PatchBag.Open() })
        {
            Assert.True(bag.IsEmpty);
            Assert.Equal((0, 0, false), (bag.PatchCount, bag.Width, bag.HasCoordinates));
            Assert.Equal((null, null, null), (bag.PatchSize, bag.Level, bag.Encoder));
            Assert.Empty(bag.Sources);
            Assert.Equal(0, bag.ReadAll().Count);
        }
        Assert.Equal(5, PatchBag.FromMemory([], 5).ReadAll().Width);
    }

    [Fact]
    public void Features_in_memory_are_a_bag()
    {
        var patches = Bags.Patches(9, 4);
        var bag = PatchBag.FromMemory(patches.Values, 4, patches.Coordinates);

        Assert.Equal((9, 4, true), (bag.PatchCount, bag.Width, bag.HasCoordinates));
        Bags.AssertRows(bag.ReadAll(), [0, 1, 2, 3, 4, 5, 6, 7, 8], 4);
        Bags.AssertRows(bag.Read(2, 3, 8), [2, 3, 8], 4);
    }

    [Fact]
    public void Slides_of_a_patient_follow_each_other_in_one_bag()
    {
        using var folder = new TemporaryFolder();
        int[] counts = [5, 1, 8];
        for (int slide = 0, first = 0; slide < counts.Length; first += counts[slide++])
            ClamH5Writer.Write(folder.PathOf($"{slide}.h5"), Bags.Patches(counts[slide], 3, first), patchSize: 256, patchLevel: slide);
        var bag = PatchBag.Open(folder.PathOf("0.h5"), folder.PathOf("1.h5"), folder.PathOf("2.h5"));

        Bags.AssertRows(bag.ReadAll(), [.. Enumerable.Range(0, 14)], 3);
        var random = new Random(3);
        for (var repetition = 0; repetition < 50; repetition++)
        {
            var rows = Bags.RandomRows(14, random);
            Bags.AssertRows(bag.Read(rows), rows, 3);
        }
        Assert.Equal(counts, bag.Slides.Select(slide => slide.PatchCount));
        Assert.Equal(256, bag.PatchSize);
        Assert.Null(bag.Level);
    }

    [Fact]
    public void Coordinates_are_known_only_when_all_slides_have_them()
    {
        using var folder = new TemporaryFolder();
        ClamH5Writer.Write(folder.PathOf("with.h5"), Bags.Patches(5, 3));
        ClamH5Writer.Write(folder.PathOf("without.h5"), Bags.Patches(5, 3, coordinates: false));
        var bag = PatchBag.Open(folder.PathOf("with.h5"), folder.PathOf("without.h5"));

        Assert.False(bag.HasCoordinates);
        Assert.Null(bag.ReadAll().Coordinates);
    }

    [Fact]
    public void Slides_of_different_width_are_refused_with_both_names()
    {
        using var folder = new TemporaryFolder();
        ClamH5Writer.Write(folder.PathOf("three.h5"), Bags.Patches(5, 3));
        ClamH5Writer.Write(folder.PathOf("four.h5"), Bags.Patches(5, 4));
        var bag = PatchBag.Open(folder.PathOf("three.h5"), folder.PathOf("four.h5"));

        var refusal = Assert.Throws<PatchBagException>(() => bag.Width);

        Assert.Contains("three.h5", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("four.h5", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opening_reads_nothing()
    {
        var bag = PatchBag.Open("no such folder/a.h5", "no such folder/b.h5");

        Assert.Equal(["no such folder/a.h5", "no such folder/b.h5"], bag.Sources);
        Assert.Throws<PatchBagException>(() => bag.PatchCount);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(3, 2)]
    public void Rows_that_do_not_ascend_are_refused(params int[] rows) =>
        Assert.Throws<ArgumentException>(() => PatchBag.FromMemory(new float[10], 2).Read(rows));

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void Rows_outside_the_bag_are_refused(int row) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PatchBag.FromMemory(new float[10], 2).Read(row));

    [Fact]
    public void Values_that_are_no_whole_number_of_patches_are_refused()
    {
        Assert.Throws<ArgumentException>(() => PatchBag.FromMemory(new float[10], 3));
        Assert.Throws<ArgumentException>(() => PatchBag.FromMemory(new float[10], 5, new PatchCoordinate[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PatchBag.FromMemory([], 0));
    }

    [Fact]
    public void A_budget_keeps_the_same_random_patches_of_all_slides_every_time()
    {
        using var folder = new TemporaryFolder();
        ClamH5Writer.Write(folder.PathOf("a.h5"), Bags.Patches(30, 3));
        SafeTensorsBagWriter.Write(folder.PathOf("b.safetensors"), Bags.Patches(70, 3, 30));
        var whole = PatchBag.Open(folder.PathOf("a.h5"), folder.PathOf("b.safetensors"));
        var bag = whole.WithBudget(20, 5, 1);
        var kept = PatchSampling.Random(100, 20, 5, 1);

        Assert.Equal((20, 3), (bag.PatchCount, bag.Width));
        Assert.Equal([kept.Count(row => row < 30), kept.Count(row => row >= 30)], bag.Slides.Select(slide => slide.PatchCount));
        Bags.AssertRows(bag.ReadAll(), kept, 3);
        Bags.AssertRows(bag.Read(0, 3, 19), [kept[0], kept[3], kept[19]], 3);
        Assert.Equal(bag.ReadAll().Values, whole.WithBudget(20, 5, 1).ReadAll().Values);
        Assert.NotEqual(bag.ReadAll().Values, whole.WithBudget(20, 5, 2).ReadAll().Values);
        Assert.Equal(100, whole.WithBudget(100, 5).PatchCount);
        Assert.Throws<InvalidOperationException>(() => bag.WithBudget(3));
    }

    [Fact]
    public void Spatial_order_moves_features_and_coordinates_together_slide_after_slide()
    {
        var random = new Random(4);
        PatchFeatures Slide(int first)
        {
            var order = Enumerable.Range(0, 25).OrderBy(_ => random.Next()).ToArray();
            var coordinates = order.Select(i => new PatchCoordinate(10 * (i % 5), 10 * (i / 5))).ToArray();
            return new([.. order.Select(i => (float)(first + i))], 1, coordinates);
        }
        var bag = PatchBag.FromMemory(Slide(0), Slide(100));

        var patches = bag.ReadInSpatialOrder([.. Enumerable.Range(0, 50)]);

        // Fifty patches make a grid of eight columns: within a slide they come from top to bottom in stripes of eight.
        Assert.Equal(Enumerable.Range(0, 25), patches.Values.Take(25).Select(value => (int)value).Order());
        for (var i = 0; i < 50; i++)
        {
            var place = (int)patches.Values[i] % 100;
            Assert.Equal(new(10 * (place % 5), 10 * (place / 5)), patches.Coordinates![i]);
            Assert.Equal(i < 25, patches.Values[i] < 100);
        }
        Assert.Equal(bag.Read(1, 2).Count, bag.ReadInSpatialOrder(1, 2).Count);
        Assert.Equal([7, 8], PatchBag.FromMemory([7f, 8f], 1).ReadInSpatialOrder(0, 1).Values);
    }

    [Fact]
    public void A_disposed_bag_says_so_and_the_empty_one_lives_for_ever()
    {
        var bag = PatchBag.FromMemory([1f, 2f], 1);
        bag.Dispose();
        bag.Dispose();
        PatchBag.Empty.Dispose();

        Assert.Throws<ObjectDisposedException>(() => bag.PatchCount);
        Assert.Throws<ObjectDisposedException>(() => bag.Read(0));
        Assert.True(PatchBag.Empty.IsEmpty);
    }

    [Fact]
    public void Slides_of_different_formats_are_one_bag()
    {
        string[] files = ["good-clam.h5", "good-dictionary.pt", "good-safe.safetensors", "good-compressed.npz", "good-legacy-feats.pt"];
        var bag = PatchBag.Open(files.Select(file => Path.Combine(Bags.DataFolder, file)));

        var patches = bag.ReadAll();

        Assert.Equal((200, true), (patches.Count, patches.Coordinates is not null));
        for (var i = 0; i < 200; i++) Assert.Equal(Bags.Feature(i % 40, 5), patches.Row(i)[5]);
    }
}
