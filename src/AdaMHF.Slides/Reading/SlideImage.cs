namespace AdaMHF.Slides;

/// <summary>An open slide. One handle serves one thread; <see cref="Reopen"/> gives another thread its own.</summary>
public abstract class SlideImage : IDisposable
{
    private protected SlideImage(SlideInfo info) => Info = info;

    /// <summary>Sizes, levels and scale.</summary>
    public SlideInfo Info { get; }

    /// <summary>Opens a slide; its content, not its name, decides who reads it.</summary>
    /// <param name="path">
    /// Aperio .svs, tiled TIFF, OME-TIFF, PNG or JPEG, which libvips reads; .ndpi, .mrxs, .scn, .bif, .vms, .svslide, and TIFF with JPEG
    /// 2000 or ZSTD, which OpenSlide reads where it is installed (<see cref="OpenSlideLibrary"/>).
    /// </param>
    /// <param name="assumedMicronsPerPixel">Scale of a slide whose file carries none; null for none.</param>
    /// <exception cref="SlideException">No reader can open the file; the message says what to do.</exception>
    public static SlideImage Open(string path, double? assumedMicronsPerPixel = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (assumedMicronsPerPixel is <= 0 or double.NaN or double.PositiveInfinity)
        {
            throw new ArgumentOutOfRangeException(
                nameof(assumedMicronsPerPixel), assumedMicronsPerPixel, "Expected microns per pixel above 0, or null.");
        }
        return SlideReaders.Open(path, assumedMicronsPerPixel);
    }

    /// <summary>Decodes a rectangle of one level.</summary>
    /// <param name="level">Index into <see cref="SlideInfo.Levels"/>.</param>
    /// <param name="x">Left edge in pixels of that level.</param>
    /// <param name="y">Upper edge in pixels of that level.</param>
    /// <param name="width">Pixels; the rectangle lies within the level.</param>
    /// <param name="height">Pixels.</param>
    /// <returns>Red, green and blue of each pixel; where a slide has no pixel or is transparent, white.</returns>
    /// <exception cref="DamagedRegionException">A part of it cannot be decoded. It is never filled in.</exception>
    public RgbPicture Read(int level, int x, int y, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, Info.Levels.Count);
        var of = Info.Levels[level];
        if (x < 0 || y < 0 || width < 1 || height < 1 || width > of.Width - x || height > of.Height - y)
        {
            throw new ArgumentException(
                $"'{Info.File}': the rectangle {width} x {height} at {x}, {y} is not within level {level}, {of.Width} x {of.Height}.",
                nameof(width));
        }
        return new(width, height, Decode(level, x, y, width, height));
    }

    /// <summary>Opens the same slide once more.</summary>
    public abstract SlideImage Reopen();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    protected abstract void Dispose(bool disposing);

    private protected abstract byte[] Decode(int level, int x, int y, int width, int height);
}
