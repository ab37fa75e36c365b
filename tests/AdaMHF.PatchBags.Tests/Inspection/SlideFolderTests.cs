namespace AdaMHF.PatchBags.Tests;

public class SlideFolderTests
{
    [Theory]
    [InlineData("TCGA-2F-A9KO-01Z-00-DX1.195576CF.svs", "TCGA-2F-A9KO-01Z-00-DX1.195576CF")]
    [InlineData("TCGA-2F-A9KO-01Z-00-DX1.195576CF", "TCGA-2F-A9KO-01Z-00-DX1.195576CF")]
    [InlineData("sample.vs.svs", "sample.vs")]
    [InlineData("s.svs", "s")]
    [InlineData("SLIDE.NDPI", "SLIDE")]
    [InlineData("slide.ome.tiff", "slide.ome")]
    [InlineData("slide.h5", "slide")]
    [InlineData("slide.safetensors", "slide")]
    [InlineData("slide.pt", "slide")]
    [InlineData("slide.p", "slide.p")]
    [InlineData("slide.svsx", "slide.svsx")]
    [InlineData("slide.v", "slide.v")]
    [InlineData("slidesvs", "slidesvs")]
    [InlineData(".svs", ".svs")]
    [InlineData("slide.svs.h5", "slide")]
    [InlineData("SLIDE.SVS.H5", "SLIDE")]
    public void Only_a_whole_known_extension_is_taken_off(string slideId, string expected) =>
        Assert.Equal(expected, SlideFolder.WithoutExtension(slideId));

    [Theory]
    [InlineData("a.svs", "a.h5")]
    [InlineData("a", "a.h5")]
    [InlineData("b.tif", "h5_files/b.h5")]
    [InlineData("c.1.mrxs", "c.1.h5")]
    [InlineData("d.svs", "d.safetensors")]
    [InlineData("e.npz", "e.npz")]
    [InlineData("f", "pt_files/f.pt")]
    [InlineData("g.svs", "h5_files/g.h5")]
    public void A_slide_is_found_in_the_folder_or_where_CLAM_puts_it(string slideId, string expected)
    {
        using var folder = FolderOf(
            "a.h5", "h5_files/b.h5", "c.1.h5", "d.safetensors", "e.npz", "pt_files/f.pt", "h5_files/g.h5", "pt_files/g.pt");

        Assert.Equal(folder.PathOf(expected.Split('/')), new SlideFolder(folder.Root).Find(slideId));
    }

    [Theory]
    [InlineData("a.svs", "a.svs.h5")]
    [InlineData("a", "a.svs.h5")]
    [InlineData("a.svs.h5", "a.svs.h5")]
    [InlineData("A.SVS", null)]
    [InlineData("b.SVS", "b.svs.PT")]
    [InlineData("c", "c.H5")]
    [InlineData(" c.svs\u00A0", "c.H5")]
    [InlineData("d.svs", "d.svs.h5")]
    [InlineData("d.tif", "d.tif.h5")]
    public void The_file_may_have_the_slide_s_extension_and_extensions_any_case(string slideId, string? expected)
    {
        using var folder = FolderOf("a.svs.h5", "b.svs.PT", "c.H5", "d.svs.h5", "d.tif.h5");
        var slides = new SlideFolder(folder.Root);
        Assert.Equal(expected is null ? null : folder.PathOf(expected), slides.Find(slideId));
        Assert.Contains("more than one file", Assert.Throws<PatchBagException>(() => slides.Find("d")).Message);
        Assert.Contains("a control character", Assert.Throws<PatchBagException>(() => slides.Find("c\u0001")).Message);
    }

    [Fact]
    public void Every_listed_file_is_found_and_files_that_come_and_go_are_seen()
    {
        using var folder = FolderOf("a.h5", "B.NPY", "c.svs.Pt");
        var slides = new SlideFolder(folder.Root);
        foreach (var file in slides.Files()) Assert.Equal(file, slides.Find(Path.GetFileName(file)));
        File.WriteAllBytes(folder.PathOf("new.h5"), []);
        Assert.NotNull(slides.Find("new.svs"));
        File.Delete(folder.PathOf("new.h5"));
        Assert.Null(slides.Find("new.svs"));
    }

    [Fact]
    public void The_extensions_of_every_format_are_found_and_no_others()
    {
        Assert.All(PatchBagFormats.All, format => Assert.NotEmpty(format.Extensions));
        Assert.All(SlideFolder.BagExtensions, extension => Assert.Matches(@"^\.[a-z0-9]+$", extension));
        Assert.Distinct(SlideFolder.BagExtensions);

        foreach (var extension in PatchBagFormats.All.SelectMany(format => format.Extensions))
        {
            using var folder = FolderOf($"slide{extension}", $"slide{extension}.part", "slide.txt", "slide.csv", "slide");
            var slides = new SlideFolder(folder.Root);

            Assert.Equal(folder.PathOf($"slide{extension}"), slides.Find("slide.svs"));
            Assert.Equal([folder.PathOf($"slide{extension}")], slides.Files());
            Assert.Equal("slide", SlideFolder.WithoutExtension($"slide{extension}"));
        }
    }

    [Theory]
    [InlineData("c.svs")]
    [InlineData("c.2.svs")]
    [InlineData("a.h5.svs")]
    public void A_slide_without_a_file_is_not_found_under_a_similar_name(string slideId)
    {
        using var folder = FolderOf("a.h5", "c.1.h5", "cc.h5");

        Assert.Null(new SlideFolder(folder.Root).Find(slideId));
    }

    [Fact]
    public void Two_files_of_one_slide_are_refused_with_both_names()
    {
        using var folder = FolderOf("a.h5", "h5_files/a.h5");

        var refusal = Assert.Throws<PatchBagException>(() => new SlideFolder(folder.Root).Find("a.svs"));

        Assert.Contains($"'{folder.PathOf("a.h5")}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"'{folder.PathOf("h5_files", "a.h5")}'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../a.svs")]
    [InlineData("x/a.svs")]
    [InlineData("x\\a.svs")]
    [InlineData("..")]
    public void A_slide_id_that_leaves_the_folder_is_refused(string slideId)
    {
        using var folder = FolderOf("a.h5", "x/a.h5");

        Assert.Throws<PatchBagException>(() => new SlideFolder(folder.PathOf("x")).Find(slideId));
    }

    [Fact]
    public void An_absent_folder_is_an_error_not_a_cohort_without_slides()
    {
        var refusal = Assert.Throws<PatchBagException>(() => new SlideFolder("no such folder").Find("a.svs"));

        Assert.Contains("no such folder", refusal.Message, StringComparison.Ordinal);
    }

    private static TemporaryFolder FolderOf(params string[] files)
    {
        var folder = new TemporaryFolder();
        foreach (var file in files)
        {
            var path = folder.PathOf(file.Split('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, []);
        }
        return folder;
    }
}
