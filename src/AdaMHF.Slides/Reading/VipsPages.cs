using NetVips;

namespace AdaMHF.Slides;

/// <summary>Finds which images of a file are levels of its pyramid.</summary>
internal static class VipsPages
{
    private const int MostPages = 64;

    /// <summary>
    /// The first image, and those of the other pages or sub-images that are tiled, smaller, and of its shape. Thumbnails, labels and macro
    /// images of scanners have the shape of a level now and then, but are never tiled.
    /// </summary>
    public static List<(VipsSlide.Page Page, SlideLevel Level)> Of(string path, string loader, Image first)
    {
        List<(VipsSlide.Page Page, SlideLevel Level)> levels = [(new(loader, 0, null), new(first.Width, first.Height, 1))];
        if (loader != VipsLoader.Tiff || !first.Contains("tile-width")) return levels;

        var sub = Count(first, "n-subifds");
        var others = sub > 0
            ? Enumerable.Range(0, sub).Select(number => new VipsSlide.Page(loader, 0, number))
            : Enumerable.Range(1, Count(first, "n-pages") - 1).Select(number => new VipsSlide.Page(loader, number, null));
        foreach (var page in others)
        {
            using var image = TryLoad(path, page);
            if (image is not null && image.Contains("tile-width") && LevelOf(image, first) is { } level) levels.Add((page, level));
        }
        return [.. levels.OrderBy(level => level.Level.Downsample).DistinctBy(level => level.Level.Width)];
    }

    private static int Count(Image image, string field) =>
        image.Contains(field) ? Math.Clamp(Convert.ToInt32(image.Get(field), null), 0, MostPages) : 0;

    private static SlideLevel? LevelOf(Image image, Image first)
    {
        var (byWidth, byHeight) = ((double)first.Width / image.Width, (double)first.Height / image.Height);
        // Writers round the edges of a level up or down.
        var sameShape = Math.Abs(image.Height - (first.Height / byWidth)) <= Math.Max(2, 0.01 * image.Height);
        return byWidth > 1 && sameShape ? new(image.Width, image.Height, (byWidth + byHeight) / 2) : null;
    }

    private static Image? TryLoad(string path, VipsSlide.Page page)
    {
        try
        {
            return VipsSlide.Load(path, page);
        }
        catch (VipsException)
        {
            // A page that cannot be opened is no level.
            return null;
        }
    }
}
