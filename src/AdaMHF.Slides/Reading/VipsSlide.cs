using NetVips;

namespace AdaMHF.Slides;

/// <summary>A slide that libvips reads.</summary>
/// <remarks>
/// Every load has <c>failOn: Warning</c>: without it, tiles of a compression that libvips does not know are black. And a tile that failed
/// once is black in libvips's cache from then on, without an error: after a failure every image of the handle is opened anew.
/// </remarks>
internal sealed class VipsSlide : SlideImage
{
    private readonly Page[] _pages;
    private readonly OpenLevel?[] _open;

    private VipsSlide(SlideInfo info, Page[] pages) : base(info)
    {
        _pages = pages;
        _open = new OpenLevel?[pages.Length];
    }

    /// <summary>Opens a file that libvips has a loader for.</summary>
    public static VipsSlide Open(string path, string loader, double? assumed)
    {
        using var first = Load(path, new(loader, 0, null));
        var pages = VipsPages.Of(path, loader, first);
        var description = first.Contains("image-description") ? first.Get("image-description") as string ?? "" : "";
        var isTiff = loader == VipsLoader.Tiff;
        var tagged = isTiff && first.Contains("resolution-unit") && first.Xres > 0 ? 2000 / (first.Xres + first.Yres) : (double?)null;
        var scale = (isTiff ? SlideScale.OfTiff(description, tagged) : SlideScale.Of(null, null, null)).OrAssumed(assumed);
        var format = loader switch
        {
            VipsLoader.Png => "PNG",
            VipsLoader.Jpeg => "JPEG",
            _ when description.StartsWith("Aperio", StringComparison.Ordinal) => "Aperio",
            _ when description.Contains("<OME", StringComparison.Ordinal) => "OME-TIFF",
            _ => first.Contains("tile-width") ? "tiled TIFF" : "TIFF",
        };
        SlideLevel[] levels = [.. pages.Select(page => page.Level)];
        return new(
            new(path, VipsRuntime.Name, format, levels, scale.MicronsPerPixel, scale.Source, scale.Magnification),
            [.. pages.Select(page => page.Page)]);
    }

    public override SlideImage Reopen() => new VipsSlide(Info, _pages);

    private protected override byte[] Decode(int level, int x, int y, int width, int height)
    {
        try
        {
            var open = _open[level] ??= new(Load(Info.File, _pages[level]));
            return open.Region.Fetch(x, y, width, height);
        }
        catch (VipsException error)
        {
            Close();
            throw new DamagedRegionException(
                $"'{Info.File}': level {level} cannot be decoded at {x}, {y} ({width} x {height}): {VipsText.Of(error)} "
                + "Patches there are left out; if there are many, copy or scan the slide again.",
                error);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Close();
    }

    private void Close()
    {
        for (var i = 0; i < _open.Length; i++)
        {
            _open[i]?.Dispose();
            _open[i] = null;
        }
    }

    /// <summary>Opens a page as 8-bit RGB. "revalidate" asks for an image of its own instead of one from libvips's cache.</summary>
    internal static Image Load(string path, Page page)
    {
        var options = new VOption { { "revalidate", true } };
        if (page.Loader == VipsLoader.Tiff)
        {
            options.Add("page", page.Number);
            if (page.SubImage is { } sub) options.Add("subifd", sub);
        }
        var image = Image.NewFromFile(path, access: Enums.Access.Random, failOn: Enums.FailOn.Warning, kwargs: options);
        if (image.HasAlpha()) image = Replaced(image, whole => whole.Flatten(background: [255]));
        var isColour = image.Bands == 3 && image.Interpretation is (Enums.Interpretation.Srgb or Enums.Interpretation.Rgb);
        if (!isColour || image.Format != Enums.BandFormat.Uchar)
            image = Replaced(image, whole => whole.Colourspace(Enums.Interpretation.Srgb));
        return image;
    }

    private static Image Replaced(Image image, Func<Image, Image> make)
    {
        using (image) return make(image);
    }

    /// <summary>Where a level is in its file.</summary>
    internal sealed record Page(string Loader, int Number, int? SubImage);

    private sealed class OpenLevel(Image image) : IDisposable
    {
        public Region Region { get; } = Region.New(image);

        public void Dispose()
        {
            Region.Dispose();
            image.Dispose();
        }
    }
}
