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
}
