using AdaMHF.PatchBags;

namespace AdaMHF.Slides;

/// <summary>
/// A picture of what was cut: the thumbnail, the outline of tissue (blue), patches (green), and those left out as damaged (red).
/// </summary>
public static class SlideOverview
{
    private const int Quality = 85;

    private static readonly byte[] Outline = [0, 70, 255];
    private static readonly byte[] Taken = [0, 150, 60];
    private static readonly byte[] Damaged = [230, 0, 0];

    /// <summary>Writes a JPEG, under a temporary name first.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    /// <param name="mask">Tissue, with its thumbnail.</param>
    /// <param name="patchSize">Edge of a patch in pixels of level 0.</param>
    /// <param name="taken">Patches of the bag, upper left corners in pixels of level 0.</param>
    /// <param name="damaged">Patches that were left out.</param>
    public static void Write(
        string path, TissueMask mask, double patchSize, IEnumerable<PatchCoordinate> taken, IEnumerable<PatchCoordinate> damaged)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(taken);
        ArgumentNullException.ThrowIfNull(damaged);
        var picture = mask.Thumbnail.Picture with { Pixels = [.. mask.Thumbnail.Picture.Pixels] };
        foreach (var patch in taken) Draw(picture, mask, patch, patchSize, Taken);
        DrawOutline(picture, mask);
        foreach (var patch in damaged) Draw(picture, mask, patch, patchSize, Damaged);
        using var image = VipsRuntime.Of(picture);
        var bytes = image.JpegsaveBuffer(q: Quality);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private static void DrawOutline(RgbPicture picture, TissueMask mask)
    {
        for (var y = 0; y < mask.Height; y++)
        {
            for (var x = 0; x < mask.Width; x++)
            {
                if (!mask.IsTissue(x, y)) continue;
                if (mask.IsTissue(x - 1, y) && mask.IsTissue(x + 1, y) && mask.IsTissue(x, y - 1) && mask.IsTissue(x, y + 1)) continue;
                Paint(picture, x, y, Outline);
            }
        }
    }

    private static void Draw(RgbPicture picture, TissueMask mask, PatchCoordinate patch, double size, byte[] color)
    {
        var (left, top) = ((int)(patch.X / mask.Downsample), (int)(patch.Y / mask.Downsample));
        var (right, bottom) = ((int)((patch.X + size) / mask.Downsample) - 1, (int)((patch.Y + size) / mask.Downsample) - 1);
        for (var x = left; x <= right; x++)
        {
            Paint(picture, x, top, color);
            Paint(picture, x, bottom, color);
        }
        for (var y = top; y <= bottom; y++)
        {
            Paint(picture, left, y, color);
            Paint(picture, right, y, color);
        }
    }

    private static void Paint(RgbPicture picture, int x, int y, byte[] color)
    {
        if (x < 0 || y < 0 || x >= picture.Width || y >= picture.Height) return;
        color.CopyTo(picture.Pixels, 3 * ((y * picture.Width) + x));
    }
}
