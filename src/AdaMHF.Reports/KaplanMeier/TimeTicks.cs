namespace AdaMHF.Reports;

/// <summary>Ticks of a time axis from 0.</summary>
internal static class TimeTicks
{
    private const int Most = 9;

    // Parts and multiples of a year; beyond them, whole hundreds of months.
    private static readonly double[] Months = [0.1, 0.2, 0.5, 1, 2, 3, 6, 12, 24, 36, 48, 60, 120];

    /// <summary>Multiples of the interval up to the end; without an interval, of one that suits months.</summary>
    public static double[] UpTo(double end, double? interval = null)
    {
        var step = interval ?? Interval(end);
        return [.. Enumerable.Range(0, (int)Math.Floor(end / step * (1 + 1e-12)) + 1).Select(tick => Math.Round(tick * step, 10))];
    }

    private static double Interval(double end)
    {
        foreach (var months in Months)
        {
            if (end / months is >= 2 and < Most) return months;
        }
        // Very short and very long axes: 1, 2 or 5 times a power of ten.
        var power = Math.Pow(10, Math.Floor(Math.Log10(end / Most)));
        return power * new[] { 1.0, 2, 5, 10 }.First(multiple => end / (power * multiple) < Most);
    }
}
