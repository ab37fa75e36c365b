using AdaMHF.PatchBags;
using NetVips;

namespace AdaMHF.Slides;

/// <summary>Cuts the patches of a grid from a slide. For one thread, as the slide is.</summary>
/// <param name="slide">An open slide; the caller closes it.</param>
/// <param name="grid">Its grid.</param>
public sealed class PatchReader(SlideImage slide, PatchGrid grid)
{
    /// <summary>Reads one patch.</summary>
    /// <param name="index">Index into <see cref="PatchGrid.Coordinates"/>.</param>
    /// <returns>A picture of <see cref="PatchGrid.Size"/> x <see cref="PatchGrid.Size"/> pixels.</returns>
    /// <exception cref="DamagedRegionException">A part of it cannot be decoded.</exception>
    public RgbPicture Read(int index) => Resampled(Cut(grid.Coordinates[index]));

    private RgbPicture Cut(PatchCoordinate place)
    {
        var level = slide.Info.Levels[grid.Level];
        var size = grid.SizeAtLevel;
        // Rounding may put the last patch one pixel too far.
        var x = Math.Min((int)Math.Round(place.X / level.Downsample), level.Width - 1);
        var y = Math.Min((int)Math.Round(place.Y / level.Downsample), level.Height - 1);
        var (width, height) = (Math.Min(size, level.Width - x), Math.Min(size, level.Height - y));
        var part = slide.Read(grid.Level, x, y, width, height);
        return width == size && height == size ? part : OnWhite(part, size);
    }

    private static RgbPicture OnWhite(RgbPicture part, int size)
    {
        var pixels = new byte[3 * size * size];
        Array.Fill(pixels, byte.MaxValue);
        for (var row = 0; row < part.Height; row++)
            part.Pixels.AsSpan(3 * row * part.Width, 3 * part.Width).CopyTo(pixels.AsSpan(3 * row * size));
        return new(size, size, pixels);
    }

    private RgbPicture Resampled(RgbPicture patch) =>
        patch.Width == grid.Size ? patch : PictureScaling.To(patch, grid.Size, Enums.Kernel.Cubic);
}
