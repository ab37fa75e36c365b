namespace AdaMHF.Slides.Tests;

/// <summary>What a file is, by its content; and what is refused, in words that name the remedy.</summary>
[Trait("Category", "RealData")]
public class OpeningTests
{
    // The tags of wsic's files give 0.005 microns, a hundredth of the truth: no scanner has that, so they are no scale.
    [Theory]
    [InlineData("CMU-1-Small-Region.svs", "libvips", "Aperio", 1, 0.499, ScaleSource.Metadata, 20.0)]
    [InlineData("osp_small.svs", "libvips", "Aperio", 1, 0.499, ScaleSource.Metadata, 20.0)]
    [InlineData("osp_boxes.tiff", "libvips", "tiled TIFF", 4, null, ScaleSource.None, null)]
    [InlineData("wsic_CMU-1-Small-Region.jpeg.tiff", "libvips", "tiled TIFF", 1, null, ScaleSource.None, null)]
    [InlineData("wsic_CMU-1-Small-Region.webp.tiff", "libvips", "tiled TIFF", 1, null, ScaleSource.None, null)]
    [InlineData("wsic_XYC-half-mpp.tiff", "libvips", "TIFF", 1, 0.5, ScaleSource.ResolutionTags, null)]
    [InlineData("test3-TRITC-2-560.ndpi", "OpenSlide", "hamamatsu", 7, 0.2282, ScaleSource.Metadata, 40.0)]
    [InlineData("li_yb10kx5k.zstd.tiff", "OpenSlide", "generic-tiff", 5, null, ScaleSource.None, null)]
    public void A_slide_is_known_by_its_content(
        string file, string reader, string format, int levels, double? micronsPerPixel, ScaleSource source, double? magnification)
    {
        var path = RealSlides.File(file);
        if (reader == "OpenSlide") RealSlides.NeedOpenSlide();
        using var folder = new TemporaryFolder();
        // Under a name that says nothing.
        var nameless = folder.Sub("slide.bin");
        File.Copy(path, nameless);
        using var slide = SlideImage.Open(nameless);
        var info = slide.Info;
        Assert.StartsWith(reader, info.Reader, StringComparison.Ordinal);
        Assert.Equal((format, levels, source, magnification), (info.Format, info.Levels.Count, info.ScaleSource, info.Magnification));
        Assert.Equal(micronsPerPixel is null, info.MicronsPerPixel is null);
        if (micronsPerPixel is { } microns) Assert.Equal(microns, info.MicronsPerPixel!.Value, 0.0005);
    }

    /// <summary>Level 0 of a slide whose first bytes of each page are the same must not be mistaken for a thumbnail's.</summary>
    [Fact]
    public void Thumbnail_label_and_macro_image_are_no_levels()
    {
        // Its pages are 2220 x 2967 tiled, 574 x 768 (a thumbnail of the same shape), 387 x 463 and 1280 x 431.
        using var slide = SlideImage.Open(RealSlides.File("CMU-1-Small-Region.svs"));
        Assert.Equal([new SlideLevel(2220, 2967, 1)], slide.Info.Levels);
    }

    [Fact]
    public void An_OME_file_has_the_scale_of_its_XML()
    {
        using var slide = SlideImage.Open(RealSlides.File("wsic_XYC_jpeg128_pyramid.ome.tiff"));
        Assert.Equal(("OME-TIFF", 512, 512), (slide.Info.Format, slide.Info.Width, slide.Info.Height));
        var pixels = slide.Read(0, 0, 0, 512, 512).Pixels;
        Assert.True(pixels.Distinct().Count() > 100);
    }

    [Theory]
    [InlineData("broken.svs", "not an image", "copy the file again")]
    [InlineData("osp_unopenable.tiff", "code 52479", "bfconvert")]
    [InlineData("osp_boxes_0.dcm", "DICOM", "OpenSlide 4.0")]
    [InlineData("osp_boxes_1.dcm", "DICOM", "OpenSlide 4.0")]
    [InlineData("wsic_CMU-1-Small-Region.jp2.tiff", "JPEG 2000 (34712)", "bfconvert")]
    [InlineData("README.md", "not an image", "Expected Aperio .svs")]
    public void What_nobody_reads_is_refused_with_a_remedy(string file, string problem, string remedy)
    {
        var path = RealSlides.File(file);
        var refused = Assert.Throws<SlideException>(() => SlideImage.Open(path));
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, refused.Message, StringComparison.Ordinal);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_tile_is_an_error_each_time_and_never_black()
    {
        using var slide = SlideImage.Open(RealSlides.File("osp_unreadable.svs"));
        // libvips keeps a tile that failed, as black pixels, and gives it without an error when it is asked again.
        for (var i = 0; i < 3; i++)
        {
            var damaged = Assert.Throws<DamagedRegionException>(() => slide.Read(0, 0, 0, 16, 16));
            Assert.Contains("left out", damaged.Message, StringComparison.Ordinal);
        }
        using var again = slide.Reopen();
        Assert.Throws<DamagedRegionException>(() => again.Read(0, 0, 0, 16, 16));
    }

    [Fact]
    public void An_assumed_scale_is_used_only_where_there_is_none()
    {
        using var without = SlideImage.Open(RealSlides.File("osp_boxes.tiff"), assumedMicronsPerPixel: 0.25);
        Assert.Equal((0.25, ScaleSource.Assumed), (without.Info.MicronsPerPixel, without.Info.ScaleSource));
        using var with = SlideImage.Open(RealSlides.File("CMU-1-Small-Region.svs"), assumedMicronsPerPixel: 0.25);
        Assert.Equal((0.499, ScaleSource.Metadata), (with.Info.MicronsPerPixel, with.Info.ScaleSource));
    }

    [Theory]
    [InlineData("absent.svs", "There is no slide")]
    [InlineData("", "is a folder")]
    [InlineData("empty.svs", "empty")]
    public void Absent_and_empty_files_are_named(string name, string problem)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Sub("empty.svs"), "");
        Assert.Contains(
            problem, Assert.Throws<SlideException>(() => SlideImage.Open(folder.Sub(name))).Message, StringComparison.Ordinal);
    }
}
