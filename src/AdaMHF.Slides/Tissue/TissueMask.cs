namespace AdaMHF.Slides;

/// <summary>Which parts of a slide are tissue, on the pixels of a thumbnail.</summary>
public sealed class TissueMask
{
    internal const byte Glass = 0;
    internal const byte Tissue = 1;
    internal const byte Hole = 2;

    private readonly byte[] _places;
    private readonly int[] _sums;

    internal TissueMask(SlideThumbnail thumbnail, byte[] places)
    {
        Thumbnail = thumbnail;
        _places = places;
        _sums = Sums();
        TissueShare = (double)_sums[^1] / places.Length;
    }

    /// <summary>The thumbnail that was segmented; mask and thumbnail have the same pixels.</summary>
    public SlideThumbnail Thumbnail { get; }

    /// <summary>Width in pixels of the thumbnail.</summary>
    public int Width => Thumbnail.Picture.Width;

    /// <summary>Height in pixels of the thumbnail.</summary>
    public int Height => Thumbnail.Picture.Height;

    /// <summary>Pixels of level 0 for each pixel of the mask, along an edge.</summary>
    public double Downsample => Thumbnail.Downsample;

    /// <summary>Share of the slide that is tissue, 0 to 1.</summary>
    public double TissueShare { get; }

    /// <summary>Whether a pixel of the mask is tissue.</summary>
    public bool IsTissue(int x, int y) => Place(x, y) == Tissue;

    /// <summary>Share of a square that is tissue, 0 to 1; outside of the slide there is none.</summary>
    /// <param name="x">Left edge in pixels of level 0.</param>
    /// <param name="y">Upper edge in pixels of level 0.</param>
    /// <param name="size">Edge in pixels of level 0, above 0.</param>
    public double ShareOf(double x, double y, double size)
    {
        var (left, right) = Span(x, size, Width);
        var (top, bottom) = Span(y, size, Height);
        if (left >= right || top >= bottom) return 0;
        var pixels = Sum(right, bottom) - Sum(left, bottom) - Sum(right, top) + Sum(left, top);
        return (double)pixels / ((right - left) * (bottom - top));
    }

    /// <summary>What a place of level 0 is.</summary>
    internal byte At(double x, double y) => Place((int)Math.Floor(x / Downsample), (int)Math.Floor(y / Downsample));

    private byte Place(int x, int y) => x >= 0 && y >= 0 && x < Width && y < Height ? _places[(y * Width) + x] : Glass;

    // At least one pixel: a patch may be smaller than a pixel of the thumbnail.
    private (int From, int To) Span(double from, double size, int limit)
    {
        var start = (int)Math.Floor(from / Downsample);
        var end = Math.Max(start + 1, (int)Math.Floor((from + size) / Downsample));
        return (Math.Clamp(start, 0, limit), Math.Clamp(end, 0, limit));
    }

    private int Sum(int x, int y) => _sums[(y * (Width + 1)) + x];

    private int[] Sums()
    {
        var sums = new int[(Width + 1) * (Height + 1)];
        for (var y = 0; y < Height; y++)
        {
            var row = 0;
            for (var x = 0; x < Width; x++)
            {
                if (_places[(y * Width) + x] == Tissue) row++;
                sums[((y + 1) * (Width + 1)) + x + 1] = sums[(y * (Width + 1)) + x + 1] + row;
            }
        }
        return sums;
    }
}
