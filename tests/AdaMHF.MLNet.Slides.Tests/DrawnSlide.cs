using NetVips;

namespace AdaMHF.MLNet.Slides.Tests;

/// <summary>A slide of tissue with nuclei, drawn by a formula and kept without loss.</summary>
internal static class DrawnSlide
{
    public const int Edge = 336;

    /// <summary>Writes 336 x 336 pixels at 0.5 micrometres, with glass around the tissue.</summary>
    /// <param name="path">The file.</param>
    /// <param name="denseColumns">Columns from the left in which nuclei are large.</param>
    public static void Write(string path, int denseColumns)
    {
        var pixels = new byte[3 * Edge * Edge];
        for (var y = 0; y < Edge; y++)
        {
            for (var x = 0; x < Edge; x++) Color(x, y, denseColumns).CopyTo(pixels, 3 * ((y * Edge) + x));
        }
        using var plain = Image.NewFromMemory(pixels, Edge, Edge, 3, Enums.BandFormat.Uchar);
        using var image = plain.Copy(interpretation: Enums.Interpretation.Srgb);
        image.Tiffsave(
            path, compression: Enums.ForeignTiffCompression.Deflate, tile: true, resunit: Enums.ForeignTiffResunit.Cm, xres: 2000,
            yres: 2000);
    }

    private static byte[] Color(int x, int y, int denseColumns)
    {
        if (Math.Min(Math.Min(x, y), Edge - 1 - Math.Max(x, y)) < 4) return [240, 240, 242];
        var nucleus = x < denseColumns ? 9 : 3;
        return x % 14 < nucleus && y % 16 < nucleus ? [95, 60, 130] : [222, 150, 190];
    }
}
