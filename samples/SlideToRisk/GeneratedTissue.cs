using NetVips;

namespace SlideToRisk;

/// <summary>Slides whose truth is known: the more of the tissue is densely nucleated, the earlier its patient dies.</summary>
public static class GeneratedTissue
{
    private const int Edge = 672;

    /// <summary>Writes one slide for each patient, at 0.5 micrometres per pixel.</summary>
    public static List<Patient> Write(string folder, int patients, int seed)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(seed);
        List<Patient> cohort = [];
        for (var i = 0; i < patients; i++)
        {
            var dense = (double)i / (patients - 1);
            var months = -Math.Log(1 - random.NextDouble()) * 60 * Math.Exp(-4 * dense);
            var name = $"P{i:000}.tiff";
            Write(Path.Combine(folder, name), dense, random);
            cohort.Add(new() { PatientId = $"P{i:000}", Slides = [name], Time = (float)Math.Clamp(months, 0.1, 80), Event = months < 80 });
        }
        return [.. cohort.OrderBy(_ => random.Next())];
    }

    /// <summary>A disc of stroma and epithelium, whose share is given; nuclei are five times as many in the epithelium.</summary>
    private static void Write(string path, double dense, Random random)
    {
        var pixels = new byte[3 * Edge * Edge];
        Disc(pixels, Edge / 2, Edge / 2, Edge, [240, 240, 242]);
        Disc(pixels, Edge / 2, Edge / 2, (int)(0.46 * Edge), [222, 150, 190]);
        for (var i = 0; i < 2600; i++)
        {
            var (x, y) = (random.Next(Edge), random.Next(Edge));
            var isTissue = Square(x - (Edge / 2)) + Square(y - (Edge / 2)) < Square((int)(0.44 * Edge));
            var isEpithelium = x < dense * Edge;
            if (isTissue && (isEpithelium || i % 5 == 0)) Disc(pixels, x, y, random.Next(3, 6), [95, 60, 130]);
        }
        using var plain = Image.NewFromMemory(pixels, Edge, Edge, 3, Enums.BandFormat.Uchar);
        using var image = plain.Copy(interpretation: Enums.Interpretation.Srgb);
        image.Tiffsave(
            path, compression: Enums.ForeignTiffCompression.Jpeg, q: 90, tile: true, resunit: Enums.ForeignTiffResunit.Cm, xres: 2000,
            yres: 2000);
    }

    private static void Disc(byte[] pixels, int centerX, int centerY, int radius, byte[] color)
    {
        for (var y = Math.Max(0, centerY - radius); y <= Math.Min(Edge - 1, centerY + radius); y++)
        {
            for (var x = Math.Max(0, centerX - radius); x <= Math.Min(Edge - 1, centerX + radius); x++)
            {
                if (Square(x - centerX) + Square(y - centerY) <= Square(radius)) color.CopyTo(pixels, 3 * ((y * Edge) + x));
            }
        }
    }

    private static int Square(int value) => value * value;
}
