namespace AdaMHF.Survival;

/// <summary>Finds where a falling step curve crosses a level.</summary>
internal static class CurveQuantile
{
    // R's: the curve counts as being on the level within the square root of the machine epsilon.
    private const double OnTheLevel = TiedTimes.RTolerance;

    public static double Find(ReadOnlySpan<double> times, ReadOnlySpan<double> curve, double share, QuantileRule rule)
    {
        var level = 1 - share;
        var crossing = Crossing(curve, level);
        if (crossing < 0) return double.NaN;
        if (rule == QuantileRule.FirstCrossing || !IsOn(curve[crossing], level)) return times[crossing];

        var next = crossing + 1;
        while (next < curve.Length - 1 && IsOn(curve[next], level)) next++;
        return next < curve.Length ? (times[crossing] + times[next]) / 2 : times[crossing];
    }

    // The highest value that is not above the level: in a falling curve the first one. The confidence bounds of a curve may rise
    // again near its end, and there R too takes the value closest to the level.
    private static int Crossing(ReadOnlySpan<double> curve, double level)
    {
        var crossing = -1;
        for (var k = 0; k < curve.Length; k++)
        {
            if (!(curve[k] < level) && !IsOn(curve[k], level)) continue;
            if (crossing < 0 || curve[k] > curve[crossing]) crossing = k;
        }
        return crossing;
    }

    private static bool IsOn(double value, double level) => Math.Abs(value - level) < OnTheLevel;
}
