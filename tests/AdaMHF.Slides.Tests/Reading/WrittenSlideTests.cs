using NetVips;

namespace AdaMHF.Slides.Tests;

/// <summary>Files that a test writes, so that it knows every pixel and level.</summary>
public class WrittenSlideTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Levels_are_found_in_pages_and_in_sub_images(bool inSubImages)
    {
        using var folder = new TemporaryFolder();
        using var image = Picture(512, 384, (x, y) => (x / 2, y / 2, 77));
        image.Tiffsave(
            folder.Sub("p.tiff"), compression: Enums.ForeignTiffCompression.Deflate, tile: true, tileWidth: 64, tileHeight: 64,
            pyramid: true, subifd: inSubImages);
        using var slide = SlideImage.Open(folder.Sub("p.tiff"));
        Assert.Equal([new(512, 384, 1), new(256, 192, 2), new(128, 96, 4), new(64, 48, 8)], slide.Info.Levels);
        foreach (var (level, size) in slide.Info.Levels.Index())
        {
            var pixel = slide.Read(level, size.Width / 2, size.Height / 2, 1, 1).Pixels;
            Assert.Equal(128, pixel[0], 3.0);
            Assert.Equal(96, pixel[1], 3.0);
        }
    }

    /// <summary>Scanners put an untiled thumbnail of the slide's shape after the first image.</summary>
    [Fact]
    public void Untiled_pages_and_pages_of_another_shape_are_no_levels()
    {
        using var folder = new TemporaryFolder();
        using var first = Picture(512, 384, (_, _) => (10, 20, 30));
        using var second = Picture(512, 384, (_, _) => (40, 50, 60));
        using var pages = Image.Arrayjoin([first, second], across: 1).Mutate(mutable => mutable.Set(GValue.GIntType, "page-height", 384));
        pages.Tiffsave(folder.Sub("same.tiff"), compression: Enums.ForeignTiffCompression.Deflate, tile: true);
        using var slide = SlideImage.Open(folder.Sub("same.tiff"));
        // A second image of the same size is not coarser.
        Assert.Equal([new SlideLevel(512, 384, 1)], slide.Info.Levels);
    }

    [Fact]
    public void Every_kind_of_pixel_becomes_8_bit_RGB_on_white()
    {
        using var folder = new TemporaryFolder();
        using var color = Picture(64, 64, (_, _) => (200, 100, 50));
        using var alpha = Image.Black(64, 64) + 128;
        using var transparent = color.Bandjoin(alpha.Cast(Enums.BandFormat.Uchar));
        transparent.Pngsave(folder.Sub("alpha.png"));
        using var deep = color.Cast(Enums.BandFormat.Ushort) * 257;
        using var sixteen = deep.Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16);
        sixteen.Tiffsave(folder.Sub("deep.tiff"), tile: true);
        using var gray = Image.Black(64, 64) + 99;
        gray.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw).Pngsave(folder.Sub("gray.png"));

        // Half of the colour on white.
        foreach (var (expected, found) in new[] { 227, 177, 152 }.Zip(Pixel(folder.Sub("alpha.png"))))
            Assert.InRange(found, expected - 1, expected + 1);
        Assert.Equal([200, 100, 50], Pixel(folder.Sub("deep.tiff")));
        Assert.Equal([99, 99, 99], Pixel(folder.Sub("gray.png")));
    }

    [Fact]
    public void A_rectangle_outside_of_the_level_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var slide = SlideImage.Open(Drawn.Write(Drawn.Picture(40, 30, Drawn.Glass), folder.Sub("s.tiff"), 0.5, tile: 16));
        foreach (var (x, y, width, height) in new[] { (-1, 0, 1, 1), (0, 0, 41, 1), (39, 29, 1, 2), (0, 0, 0, 1), (int.MaxValue, 0, 2, 2) })
            Assert.Throws<ArgumentException>(() => slide.Read(0, x, y, width, height));
        Assert.Throws<ArgumentOutOfRangeException>(() => slide.Read(1, 0, 0, 1, 1));
    }

    private static byte[] Pixel(string path)
    {
        using var slide = SlideImage.Open(path);
        return slide.Read(0, 5, 5, 1, 1).Pixels;
    }

    private static Image Picture(int width, int height, Func<int, int, (int Red, int Green, int Blue)> color)
    {
        var picture = Drawn.Picture(width, height, color);
        using var plain = Image.NewFromMemory(picture.Pixels, width, height, 3, Enums.BandFormat.Uchar);
        return plain.Copy(interpretation: Enums.Interpretation.Srgb).CopyMemory();
    }
}
