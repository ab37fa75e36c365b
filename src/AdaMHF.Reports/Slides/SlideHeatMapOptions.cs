namespace AdaMHF.Reports;

/// <summary>What a <see cref="SlideHeatMap"/> shows.</summary>
public sealed record SlideHeatMapOptions
{
    /// <summary>Title above the map; none when null, the default.</summary>
    public string? Title { get; init; }

    /// <summary>A picture of the slide under the patches; the ground of the theme when null, the default.</summary>
    public SlideThumbnail? Thumbnail { get; init; }

    /// <summary>
    /// Whether colours follow the rank of a score among those of the slide, the default: attention has a few large values, which leave all
    /// others in one colour. Otherwise they follow the score from the lowest to the highest.
    /// </summary>
    public bool Ranked { get; init; } = true;

    /// <summary>Opacity of patches over a thumbnail, above 0 to 1; default 0.55. Without a thumbnail patches are opaque.</summary>
    public double Opacity { get; init; } = 0.55;

    /// <summary>Micrometres per pixel of the slide's finest level, for the scale bar; no bar when null, the default.</summary>
    public double? MicronsPerPixel { get; init; }

    internal void Check()
    {
        if (Opacity is not (> 0 and <= 1)) throw new ArgumentException($"{nameof(Opacity)} must be above 0, at most 1.", nameof(Opacity));
        if (MicronsPerPixel is { } mpp && !(mpp > 0 && double.IsFinite(mpp)))
            throw new ArgumentException($"{nameof(MicronsPerPixel)} must be a finite number above 0.", nameof(MicronsPerPixel));
    }
}
