namespace AdaMHF.PatchBags.Tests;

public class ClamH5WriterTests
{
    [Fact]
    public void What_was_written_is_read_back()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("new folder", "bag.h5");
        ClamH5Writer.Write(path, Bags.Patches(33, 12), patchSize: 512, patchLevel: 2, encoder: "uni_v1");

        var bag = PatchBag.Open(path);

        Assert.Equal((512, 2, "uni_v1"), (bag.PatchSize, bag.Level, bag.Encoder));
        Bags.AssertRows(bag.ReadAll(), [.. Enumerable.Range(0, 33)], 12);
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void The_same_patches_give_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        ClamH5Writer.Write(folder.PathOf("a.h5"), Bags.Patches(33, 12), 256, 0);
        Thread.Sleep(1100); // HDF5 times have a resolution of one second.
        ClamH5Writer.Write(folder.PathOf("b.h5"), Bags.Patches(33, 12), 256, 0);

        Assert.Equal(File.ReadAllBytes(folder.PathOf("a.h5")), File.ReadAllBytes(folder.PathOf("b.h5")));
    }

    [Fact]
    public void A_write_that_fails_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("bag.h5"));

        Assert.ThrowsAny<IOException>(() => ClamH5Writer.Write(folder.PathOf("bag.h5"), Bags.Patches(3, 2)));

        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_slide_without_patches_has_no_file()
    {
        using var folder = new TemporaryFolder();

        Assert.Throws<ArgumentException>(() => ClamH5Writer.Write(folder.PathOf("bag.h5"), new PatchFeatures([], 4)));

        Assert.Empty(Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void A_bag_of_real_size_is_read_whole_and_by_any_rows_from_ten_threads()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        var values = new float[2048 * 1024];
        for (var i = 0; i < values.Length; i++) values[i] = random.NextSingle();
        ClamH5Writer.Write(folder.PathOf("bag.h5"), new PatchFeatures(values, 1024));
        var bag = PatchBag.Open(folder.PathOf("bag.h5"));

        Parallel.For(0, 10, new ParallelOptions { MaxDegreeOfParallelism = 10 }, reader =>
        {
            Assert.True(bag.ReadAll().Values.AsSpan().SequenceEqual(values));
            var rows = Bags.RandomRows(2048, new Random(reader));
            var some = bag.Read(rows);
            for (var i = 0; i < rows.Length; i++) Assert.True(some.Row(i).SequenceEqual(values.AsSpan(rows[i] * 1024, 1024)));
        });
    }

    [Fact]
    public void Rows_are_read_without_the_rest_of_the_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Bytes read by one thread are counted on Linux only.");
        using var folder = new TemporaryFolder();
        ClamH5Writer.Write(folder.PathOf("bag.h5"), Bags.Patches(4000, 256));
        var bag = PatchBag.Open(folder.PathOf("bag.h5"));
        Assert.Equal(4000, bag.PatchCount);

        var before = BytesReadByThisThread();
        var some = bag.Read(17, 1800, 3999);
        var read = BytesReadByThisThread() - before;

        Bags.AssertRows(some, [17, 1800, 3999], 256);
        Assert.InRange(read, 3 * 1024, 200_000);
    }

    private static long BytesReadByThisThread()
    {
        var line = File.ReadLines("/proc/thread-self/io").First(text => text.StartsWith("rchar:", StringComparison.Ordinal));
        return long.Parse(line["rchar:".Length..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
