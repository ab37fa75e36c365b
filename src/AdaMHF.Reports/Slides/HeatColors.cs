using SkiaSharp;

namespace AdaMHF.Reports;

/// <summary>
/// Colours of a score from 0 to 1: from dark blue over red to yellow, of rising brightness, so that they also read in grey.
/// </summary>
internal static class HeatColors
{
    // Stops of matplotlib's "plasma", whose brightness rises evenly for any colour vision.
    private static readonly SKColor[] Stops = Array.ConvertAll(
        new[] { "#0D0887", "#5302A3", "#8B0AA5", "#B83289", "#DB5C68", "#F48849", "#FEBC2A", "#F0F921" }, SKColor.Parse);

    public static SKColor At(double share)
    {
        var place = Math.Clamp(share, 0, 1) * (Stops.Length - 1);
        var below = Math.Min((int)place, Stops.Length - 2);
        var part = place - below;
        var (from, to) = (Stops[below], Stops[below + 1]);
        return new(Mix(from.Red, to.Red), Mix(from.Green, to.Green), Mix(from.Blue, to.Blue));

        byte Mix(byte low, byte high) => (byte)Math.Round(low + ((high - low) * part));
    }
}
