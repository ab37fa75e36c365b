using AdaMHF.PatchBags;

namespace AdaMHF.Slides;

/// <summary>The patches of a slide: where they are, and from which level they are cut.</summary>
/// <param name="Level">Level that they are read from: the coarsest that is at least as fine as asked for.</param>
/// <param name="SizeAtLevel">Edge of a patch in pixels of that level.</param>
/// <param name="Size">Edge of a patch in pixels of its own; where it differs from <paramref name="SizeAtLevel"/>, it is resampled.</param>
/// <param name="SizeAtLevel0">Edge of a patch in pixels of level 0, rounded.</param>
/// <param name="MicronsPerPixel">Resolution that the patches really have.</param>
/// <param name="Overlap">Pixels that neighbours share, of a patch's own.</param>
/// <param name="Coordinates">Upper left corner of each patch in pixels of level 0, row by row.</param>
public sealed record PatchGrid(
    int Level,
    int SizeAtLevel,
    int Size,
    int SizeAtLevel0,
    double MicronsPerPixel,
    int Overlap,
    IReadOnlyList<PatchCoordinate> Coordinates)
{
    /// <summary>Lays one grid over the slide, from its upper left corner, and keeps the patches that are tissue.</summary>
    /// <param name="info">The slide.</param>
    /// <param name="mask">Its tissue.</param>
    /// <param name="options">Null for patches of 256 pixels at 0.5 micrometres.</param>
    /// <exception cref="SlideException">
    /// The slide has no scale, or is coarser than the patches: enlarging adds nothing that an encoder could see.
    /// </exception>
    public static PatchGrid Of(SlideInfo info, TissueMask mask, PatchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(mask);
        options ??= new();
        options.Check();
        var own = info.MicronsPerPixel ?? throw new SlideException(
            $"'{info.File}' carries no scale. State its microns per pixel: --assume-mpp, or the argument of SlideImage.Open.");

        var wanted = options.MicronsPerPixel / own;
        if (wanted < 1 - options.Tolerance)
        {
            throw new SlideException(FormattableString.Invariant(
                $"'{info.File}' has {own:0.####} microns per pixel, and patches at {options.MicronsPerPixel:0.####} would be enlarged. ")
                + "Ask for a coarser resolution (--mpp), or leave the slide out.");
        }
        var level = info.Levels.Index().Last(
            each => each.Index == 0 || each.Item.Downsample <= wanted * (1 + options.Tolerance)).Index;
        var downsample = info.Levels[level].Downsample;
        var isExact = Math.Abs((downsample / wanted) - 1) <= options.Tolerance;
        var sizeAtLevel = isExact ? options.Size : Math.Max(1, (int)Math.Round(options.Size * wanted / downsample));
        // Pixels of level 0 for each pixel of a patch.
        var scale = sizeAtLevel * downsample / options.Size;
        var coordinates = Places(info, mask, options, scale);
        var sizeAtLevel0 = (int)Math.Round(options.Size * scale);
        return new(level, sizeAtLevel, options.Size, sizeAtLevel0, own * scale, options.Overlap, coordinates);
    }

    private static List<PatchCoordinate> Places(SlideInfo info, TissueMask mask, PatchOptions options, double scale)
    {
        List<PatchCoordinate> places = [];
        var (size, step) = (options.Size * scale, (options.Size - options.Overlap) * scale);
        // A level's last pixel may stand for less than a whole one.
        var slack = options.Edge == EdgePolicy.Pad ? size - scale : 0;
        for (var row = 0; (row * step) + size <= info.Height + slack; row++)
        {
            for (var column = 0; (column * step) + size <= info.Width + slack; column++)
            {
                var (x, y) = (column * step, row * step);
                if (IsTissue(mask, options.Contour, x, y, size) && mask.ShareOf(x, y, size) >= options.MinimumTissue)
                    places.Add(new((int)Math.Round(x), (int)Math.Round(y)));
            }
        }
        return places;
    }

    private static bool IsTissue(TissueMask mask, ContourPolicy policy, double x, double y, double size)
    {
        var (centerX, centerY, shift) = (x + (size / 2), y + (size / 2), size / 4);
        if (mask.At(centerX, centerY) == TissueMask.Hole) return false;
        return policy switch
        {
            ContourPolicy.Basic => IsInside(x, y),
            ContourPolicy.Center => IsInside(centerX, centerY),
            ContourPolicy.FourPoint => FourPoints().Any(inside => inside),
            _ => FourPoints().All(inside => inside),
        };

        // A hole is within the contour that surrounds it, as in CLAM.
        bool IsInside(double pointX, double pointY) => mask.At(pointX, pointY) != TissueMask.Glass;

        bool[] FourPoints() =>
        [
            IsInside(centerX - shift, centerY - shift), IsInside(centerX + shift, centerY + shift),
            IsInside(centerX + shift, centerY - shift), IsInside(centerX - shift, centerY + shift),
        ];
    }
}
