namespace AdaMHF.PatchBags.Tests;

public class SlideFolderReportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Everything_that_is_wrong_with_a_folder_is_found_before_training()
    {
        using var folder = new TemporaryFolder();
        Write("good.h5", Bags.Patches(6, 4));
        SafeTensorsBagWriter.Write(folder.PathOf("other-format.safetensors"), Bags.Patches(5, 4));
        Write("wide.h5", Bags.Patches(6, 5));
        Write("nan.h5", Changed(values => values[13] = float.NaN));
        Write("infinite.h5", Changed(values => values[2] = float.NegativeInfinity));
        Write("equal.h5", new([.. Enumerable.Range(0, 24).Select(i => (float)(i % 4))], 4));
        Write("constant.h5", Changed(values => values.AsSpan(8, 4).Clear()));
        Write("stranger.h5", Bags.Patches(3, 4));
        File.WriteAllText(folder.PathOf("broken.pt"), "not a bag");
        File.WriteAllText(folder.PathOf("readme.txt"), "not a bag either");
        File.Copy(Path.Combine(Bags.DataFolder, "good-no-coordinates.npy"), folder.PathOf("wider.npy"));
        Directory.CreateDirectory(folder.PathOf("h5_files"));
        Write("h5_files/twice.h5", Bags.Patches(3, 4));
        Write("twice.h5", Bags.Patches(3, 4));

        string[] slides =
        [
            "good.svs", "other-format", "wide", "nan", "infinite", "equal.tiff", "constant", "broken", "absent.svs", "wider", "twice",
            "good.svs", "",
        ];
        var report = new SlideFolder(folder.Root).Inspect(slides, cancellation: Token);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["good.svs"] = "",
                ["other-format"] = "",
                ["wide"] = "OtherWidth",
                ["nan"] = "NotFinite",
                ["infinite"] = "NotFinite",
                ["equal.tiff"] = "EqualRows",
                ["constant"] = "ConstantRows",
                ["broken"] = "Unreadable",
                ["absent.svs"] = "Absent",
                ["wider"] = "OtherWidth",
                ["twice"] = "Unreadable",
            },
            report.Slides.ToDictionary(slide => slide.SlideId, slide => string.Join(",", slide.Findings)));
        Assert.Equal([folder.PathOf("stranger.h5")], report.UnmatchedFiles);
        Assert.Equal(4, report.CommonWidth);
        Assert.Equal(["absent.svs"], report.Absent.Select(slide => slide.SlideId));
        Assert.Equal(8, report.Suspicious.Count());
        Assert.Equal(9, report.Matched.Count());
        Assert.Equal(4 * ((6 + 5 + 6 + 6 + 6 + 6) * 4 + (6 * 5) + (40 * 16)), report.BytesOfFeatures);
        Assert.Contains("1 of 6 patches have NaN", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("width 5", report.ToString(), StringComparison.Ordinal);

        void Write(string name, PatchFeatures patches) => ClamH5Writer.Write(folder.PathOf(name.Split('/')), patches);
    }

    [Fact]
    public void A_bag_without_patches_is_found_and_an_absent_folder_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 1024), }             \n"u8;
        File.WriteAllBytes(folder.PathOf("empty.npy"), [0x93, .. "NUMPY"u8, 1, 0, 76, 0, .. header]);

        var slide = Assert.Single(new SlideFolder(folder.Root).Inspect(["empty"], cancellation: Token).Slides);

        Assert.Equal([BagFinding.NoPatches], slide.Findings);
        Assert.Throws<PatchBagException>(() => new SlideFolder(folder.PathOf("nowhere")).Inspect(["a"], cancellation: Token));
    }

    [Fact]
    public void Headers_alone_tell_nothing_of_values()
    {
        using var folder = new TemporaryFolder();
        ClamH5Writer.Write(folder.PathOf("nan.h5"), Changed(values => values[13] = float.NaN));

        var slide = Assert.Single(new SlideFolder(folder.Root).Inspect(["nan"], readFeatures: false, Token).Slides);

        Assert.Empty(slide.Findings);
        Assert.Equal((6, 4), (slide.Header!.PatchCount, slide.Header.Width));
    }

    [Fact]
    public void A_large_bag_is_looked_at_to_its_last_value()
    {
        using var folder = new TemporaryFolder();
        var values = Bags.Patches(5000, 600).Values;
        values[^1] = float.NaN;
        ClamH5Writer.Write(folder.PathOf("a.h5"), new(values, 600));

        var slide = Assert.Single(new SlideFolder(folder.Root).Inspect(["a"], cancellation: Token).Slides);

        Assert.Equal([BagFinding.NotFinite], slide.Findings);
    }

    [Fact]
    public void An_estimate_adds_up_what_is_read_and_what_is_in_memory()
    {
        PatchBag[] bags =
        [
            PatchBag.FromMemory(new float[100 * 8], 8),
            PatchBag.FromMemory(new float[30 * 8], 8, new PatchCoordinate[30]),
            PatchBag.Empty,
        ];

        Assert.Equal(new(2, 130, 80, (50 * 32) + (30 * 40), 1600, 1600 + 2000), PatchBagEstimate.Of(bags, 50, bytesAhead: 2000));
        Assert.Equal(new(2, 130, 130, 3200 + 1200, 3200, 3200 + 4400), PatchBagEstimate.Of(bags));
    }

    private static PatchFeatures Changed(Action<float[]> change)
    {
        var values = Bags.Patches(6, 4).Values;
        change(values);
        return new(values, 4);
    }
}
