namespace AdaMHF.Slides;

/// <summary>Saturation as OpenCV's HSV has it.</summary>
internal static class Saturation
{
    /// <summary>Of each pixel, 0 to 255.</summary>
    public static byte[] Of(RgbPicture picture)
    {
        var saturation = new byte[picture.Width * picture.Height];
        for (var i = 0; i < saturation.Length; i++)
        {
            var (red, green, blue) = (picture.Pixels[3 * i], picture.Pixels[(3 * i) + 1], picture.Pixels[(3 * i) + 2]);
            int most = Math.Max(red, Math.Max(green, blue)), spread = most - Math.Min(red, Math.Min(green, blue));
            if (spread > 0) saturation[i] = (byte)(((255 * spread) + (most / 2)) / most);
        }
        return saturation;
    }

    /// <summary>Otsu's threshold: the one that leaves most variance between the two classes.</summary>
    public static int Otsu(ReadOnlySpan<byte> values)
    {
        Span<long> counts = stackalloc long[256];
        foreach (var value in values) counts[value]++;
        double total = values.Length, all = 0;
        for (var i = 0; i < 256; i++) all += i * (double)counts[i];

        var (best, threshold, below, sum) = (-1.0, 0, 0.0, 0.0);
        for (var i = 0; i < 256; i++)
        {
            below += counts[i];
            sum += i * (double)counts[i];
            if (below == 0 || below == total) continue;
            var difference = (sum / below) - ((all - sum) / (total - below));
            var between = below * (total - below) * difference * difference;
            if (between > best) (best, threshold) = (between, i);
        }
        return threshold;
    }
}
