using NetVips;

namespace AdaMHF.Slides;

/// <summary>Finds what is saturated or dark and still no tissue: strokes of green, blue and black pens, borders of scanners.</summary>
internal static class Ink
{
    // Brightest channel of a pixel that is black.
    private const int Black = 40;

    // H&E leaves red above green, by a good part of the colour's spread. Ink of a pen is green or blue, and strong; the edges of tissue are
    // greenish, too, but weakly so. A pure blue is as strong as no nucleus is.
    private const double GreenOverRed = 0.1;
    private const int StrongColor = 60;
    private const int StrongBlue = 140;

    // Strokes and borders are wider than nuclei and folds are dark, in pixels of the thumbnail; around them is a halo.
    private const int ThinnestStroke = 7;
    private const int Halo = 4;

    /// <summary>Image of 0 and 255.</summary>
    public static Image Of(RgbPicture picture, ReadOnlySpan<byte> saturation, bool pen, bool black)
    {
        var ink = new byte[saturation.Length];
        for (var i = 0; i < ink.Length; i++)
        {
            var (red, green, blue) = (picture.Pixels[3 * i], picture.Pixels[(3 * i) + 1], picture.Pixels[(3 * i) + 2]);
            var isInk = (black && IsBlack(red, green, blue)) || (pen && IsPen(red, green, blue, saturation[i]));
            ink[i] = isInk ? byte.MaxValue : byte.MinValue;
        }
        using var raw = Image.NewFromMemory(ink, picture.Width, picture.Height, 1, Enums.BandFormat.Uchar);
        using var stroke = Square(ThinnestStroke);
        using var eroded = raw.Morph(stroke, Enums.OperationMorphology.Erode);
        using var wide = Square(ThinnestStroke + (2 * Halo));
        return eroded.Morph(wide, Enums.OperationMorphology.Dilate);
    }

    /// <summary>Share of the pixels that are near black.</summary>
    public static double BlackShare(RgbPicture picture)
    {
        var black = 0;
        for (var i = 0; i < picture.Pixels.Length; i += 3)
            if (IsBlack(picture.Pixels[i], picture.Pixels[i + 1], picture.Pixels[i + 2])) black++;
        return 3.0 * black / picture.Pixels.Length;
    }

    /// <summary>A structuring element.</summary>
    public static Image Square(int size)
    {
        using var zeros = Image.Black(size, size);
        return zeros + 255;
    }

    private static bool IsBlack(byte red, byte green, byte blue) => Math.Max(red, Math.Max(green, blue)) < Black;

    private static bool IsPen(byte red, byte green, byte blue, byte saturation)
    {
        if (saturation < StrongColor) return false;
        var spread = Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue));
        return green - red > (saturation > StrongBlue ? -GreenOverRed : GreenOverRed) * spread;
    }
}
