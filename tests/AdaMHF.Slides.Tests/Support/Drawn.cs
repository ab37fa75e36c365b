using NetVips;

namespace AdaMHF.Slides.Tests;

/// <summary>Slides that a test draws, so that it knows every pixel.</summary>
internal static class Drawn
{
    public static RgbPicture Picture(int width, int height, Func<int, int, (int Red, int Green, int Blue)> color)
    {
        var pixels = new byte[3 * width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (red, green, blue) = color(x, y);
                var at = 3 * ((y * width) + x);
                (pixels[at], pixels[at + 1], pixels[at + 2]) = ((byte)red, (byte)green, (byte)blue);
            }
        }
        return new(width, height, pixels);
    }

    /// <summary>Glass with the noise of a scanner.</summary>
    public static (int Red, int Green, int Blue) Glass(int x, int y)
    {
        var noise = (int)(Hash(x, y) % 5);
        return (238 + noise, 238 + noise, 240 + noise);
    }

    /// <summary>Stained tissue: pink, with darker nuclei.</summary>
    public static (int Red, int Green, int Blue) Tissue(int x, int y)
    {
        var noise = (int)(Hash(x, y) % 20);
        return (x % 12) < 4 && (y % 14) < 4 ? (105 + noise, 60 + noise, 130 + noise) : (215 + noise, 150 + noise, 195 + noise);
    }

    /// <summary>Writes it as a tiled TIFF, lossless, as a pyramid of halved levels or a single level.</summary>
    public static string Write(
        RgbPicture picture, string path, double? micronsPerPixel, bool pyramid = false, int tile = 256,
        Enums.ForeignTiffCompression compression = Enums.ForeignTiffCompression.Deflate)
    {
        using var plain = Image.NewFromMemory(picture.Pixels, picture.Width, picture.Height, 3, Enums.BandFormat.Uchar);
        using var image = plain.Copy(interpretation: Enums.Interpretation.Srgb);
        var perMillimetre = micronsPerPixel is { } microns ? 1000 / microns : (double?)null;
        image.Tiffsave(
            path, compression: compression, tile: true, tileWidth: tile, tileHeight: tile, pyramid: pyramid,
            resunit: Enums.ForeignTiffResunit.Cm, xres: perMillimetre, yres: perMillimetre, bigtiff: false);
        return path;
    }

    public static uint Hash(int x, int y)
    {
        unchecked
        {
            var hash = ((uint)x * 374761393) + ((uint)y * 668265263);
            hash = (hash ^ (hash >> 13)) * 1274126177;
            return hash ^ (hash >> 16);
        }
    }
}
