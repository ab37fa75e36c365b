namespace AdaMHF.PatchBags.Tests;

public class DamagedFileTests
{
    public static TheoryData<string> Formats =>
    [
        "good-clam.h5", "good-clam-gzip-shuffle.h5", "good-clam-latest-version.h5", "good-contiguous.h5",
        "good-float16-tall-chunks.h5", "good-lzf.h5", "good-many-members-latest.h5",
        "good-dictionary.pt", "good-repacked.pt", "good-legacy-dictionary.pt", "good-safe.safetensors",
        "good-no-coordinates.npy", "good-stored.npz", "good-compressed.npz",
    ];

    [Theory, MemberData(nameof(Formats))]
    public void A_truncated_file_is_refused_and_let_go_whatever_its_length(string file)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(Path.Combine(Bags.DataFolder, file));
        var path = folder.PathOf("cut.h5");
        int[] lengths =
        [
            .. Enumerable.Range(0, 100),
            .. Enumerable.Range(0, 100).Select(percent => whole.Length * percent / 100),
            whole.Length - 1,
        ];
        foreach (var length in lengths)
        {
            File.WriteAllBytes(path, whole[..length]);
            var bag = PatchBag.Open(path);
            Assert.Throws<PatchBagException>(() => bag.PatchCount);
            Assert.Throws<PatchBagException>(() => bag.ReadAll());
            AssertNotOpen(path);
        }
    }

    [Fact]
    public void Data_after_the_end_that_an_HDF5_header_names_are_refused()
    {
        // The HDF5 library gives zeros for them.
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(Path.Combine(Bags.DataFolder, "good-contiguous.h5"));
        const int EndOfFile = 40;
        var end = BitConverter.ToInt64(bytes, EndOfFile);
        Assert.Equal(bytes.Length, end);
        BitConverter.TryWriteBytes(bytes.AsSpan(EndOfFile), end - 256);
        File.WriteAllBytes(folder.PathOf("bag.h5"), bytes);
        var refusal = Assert.Throws<PatchBagException>(() => PatchBag.Open(folder.PathOf("bag.h5")).ReadAll());
        Assert.Contains("truncated or damaged", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("case_id,slide_id\n")]
    [InlineData("%PDF-1.7 a document of some length, longer than what is looked at to recognise a format")]
    public void A_file_of_another_kind_is_refused_with_the_formats_that_are_known(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("bag.h5");
        File.WriteAllText(path, content);

        var refusal = Assert.Throws<PatchBagException>(() => PatchBag.Open(path).ReadAll());

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("HDF5", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_recognised_by_what_it_holds_not_by_its_name()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Bags.DataFolder, "good-clam.h5"), folder.PathOf("bag.pt"));

        Assert.Equal(40, PatchBag.Open(folder.PathOf("bag.pt")).PatchCount);
    }

    [Fact]
    public void An_absent_file_is_refused_when_it_is_read_and_read_once_it_is_there()
    {
        using var folder = new TemporaryFolder();
        var bag = PatchBag.Open(folder.PathOf("bag.h5"));
        Assert.Throws<PatchBagException>(() => bag.PatchCount);

        File.Copy(Path.Combine(Bags.DataFolder, "good-clam.h5"), folder.PathOf("bag.h5"));

        Assert.Equal(40, bag.PatchCount);
    }

    [Fact]
    public void A_file_that_shrank_while_in_use_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathOf("bag.h5");
        ClamH5Writer.Write(path, Bags.Patches(20, 4));
        var bag = PatchBag.Open(path);
        Assert.Equal(20, bag.PatchCount);
        ClamH5Writer.Write(path, Bags.Patches(19, 4));

        var refusal = Assert.Throws<PatchBagException>(() => bag.ReadAll());

        Assert.Contains("20 x 4", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("19 x 4", refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertNotOpen(string path)
    {
        if (!OperatingSystem.IsLinux()) return;
        var open = new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Select(handle => handle.LinkTarget);
        Assert.DoesNotContain(path, open);
    }
}
