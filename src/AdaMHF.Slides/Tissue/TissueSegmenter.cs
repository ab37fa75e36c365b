using NetVips;

namespace AdaMHF.Slides;

/// <summary>
/// Finds tissue as CLAM does: saturation, median filter, threshold, closing, and a filter of pieces and holes by area (Lu et al., Nature
/// Biomedical Engineering 2021).
/// </summary>
public static class TissueSegmenter
{
    // CLAM's reference square, and the downsample that it segments at.
    private const double ReferenceEdge = 512;
    private const double UsualDownsample = 64;

    // A thumbnail of a small slide is at least so long, or the slide itself.
    private const double ShortestThumbnail = 1024;

    private const double LargestShareOfSlide = 0.001;

    /// <summary>Segments a slide.</summary>
    /// <remarks>
    /// The thumbnail has a 64th of the slide's edges, or 1,024 pixels along the longer one where that is more. Parts of it that cannot be
    /// decoded count as tissue, so that their patches are tried, and counted where they are damaged, too.
    /// </remarks>
    /// <param name="slide">An open slide.</param>
    /// <param name="options">Null for CLAM's settings for TCGA.</param>
    /// <param name="cancellation">Stops between two blocks of the slide.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the slide lacks the level.</exception>
    public static TissueMask Segment(SlideImage slide, TissueOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(slide);
        options ??= TissueOptions.Tcga;
        options.Check();
        var thumbnail = SlideThumbnail.Read(slide, DownsampleOf(slide.Info, options), cancellation);
        return Segment(thumbnail, options);
    }

    /// <summary>Segments a thumbnail.</summary>
    public static TissueMask Segment(SlideThumbnail thumbnail, TissueOptions options)
    {
        ArgumentNullException.ThrowIfNull(thumbnail);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _ = VipsRuntime.Name;
        var picture = thumbnail.Picture;
        using var smooth = Smooth(picture, options);
        var threshold = options.UseOtsu ? Saturation.Otsu(smooth.WriteToMemory<byte>()) : options.SaturationThreshold;
        using var above = smooth > threshold;
        using var closed = Closed(above, options.Closing);

        var square = ReferenceEdge * ReferenceEdge;
        var slide = picture.Width * picture.Height * thumbnail.Downsample * thumbnail.Downsample;
        var scale = options is { ScaleAreas: true, TissueArea: > 0 }
            ? Math.Min(1, LargestShareOfSlide * slide / (options.TissueArea * square))
            : 1;
        var unit = scale * square / (thumbnail.Downsample * thumbnail.Downsample);
        var places = MaskFilter.Places(closed, options.TissueArea * unit, options.HoleArea * unit, options.MaxHoles);
        foreach (var box in thumbnail.Damaged)
            for (var y = box.Y; y < box.Y + box.Height; y++) places.AsSpan((y * picture.Width) + box.X, box.Width).Fill(TissueMask.Tissue);
        return new(thumbnail, places);
    }

    /// <summary>Why a mask has no tissue, in words.</summary>
    internal static string WhyEmpty(TissueMask mask)
    {
        var black = Ink.BlackShare(mask.Thumbnail.Picture);
        return black > 0.5
            ? FormattableString.Invariant($"no tissue: {black:P0} of the slide is black, as in fluorescence; stained tissue is bright.")
            : "no tissue: nothing is as saturated as the settings ask for, or every piece is too small. Faint tissue is found with "
                + "sthresh below 8 or use_otsu, small pieces with a smaller a_t; the overview shows the slide.";
    }

    private static double DownsampleOf(SlideInfo info, TissueOptions options)
    {
        if (options.Level is { } level)
        {
            return level < info.Levels.Count
                ? info.Levels[level].Downsample
                : throw new ArgumentOutOfRangeException(
                    nameof(options), level, $"'{info.File}' has {info.Levels.Count} levels; expected a smaller level, or null.");
        }
        return Math.Clamp(Math.Max(info.Width, info.Height) / ShortestThumbnail, 1, UsualDownsample);
    }

    private static Image Smooth(RgbPicture picture, TissueOptions options)
    {
        var saturation = Saturation.Of(picture);
        using var ink = Ink.Of(picture, saturation, options.ExcludePen, options.ExcludeBlack);
        using var raw = Image.NewFromMemory(saturation, picture.Width, picture.Height, 1, Enums.BandFormat.Uchar);
        using var stained = ink.Ifthenelse(0, raw);
        using var filtered = options.MedianSize > 1 ? stained.Median(options.MedianSize) : stained.Copy();
        return filtered.CopyMemory();
    }

    private static Image Closed(Image mask, int size)
    {
        if (size < 2) return mask.Copy();
        using var square = Ink.Square(size);
        using var dilated = mask.Morph(square, Enums.OperationMorphology.Dilate);
        return dilated.Morph(square, Enums.OperationMorphology.Erode);
    }
}
