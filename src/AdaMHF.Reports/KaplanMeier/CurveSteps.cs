using AdaMHF.Survival;

namespace AdaMHF.Reports;

/// <summary>The points through which a survival curve, its band and its censor marks are drawn.</summary>
internal static class CurveSteps
{
    /// <summary>The curve from 1 at time 0: along at the old value to each time, then down to the new one.</summary>
    public static (double[] X, double[] Y) Line(KaplanMeierCurve curve) => Steps(curve.Times.AsSpan(), curve.Survival.AsSpan());

    /// <summary>The band in the same steps; it ends where the curve reaches 0, where it is not defined.</summary>
    public static (double[] X, double[] Lower, double[] Upper) Band(KaplanMeierCurve curve, IntervalTransform transform, double level)
    {
        var band = curve.Interval(transform, level);
        var (x, lower) = Steps(curve.Times.AsSpan(), band.Lower.AsSpan());
        return (x, lower, Steps(curve.Times.AsSpan(), band.Upper.AsSpan()).Y);
    }

    /// <summary>Each time at which someone was censored, on the curve.</summary>
    public static (double[] X, double[] Y) CensorMarks(KaplanMeierCurve curve)
    {
        int[] marked = [.. Enumerable.Range(0, curve.Times.Length).Where(k => curve.Censored[k] > 0)];
        return (Array.ConvertAll(marked, k => curve.Times[k]), Array.ConvertAll(marked, k => curve.Survival[k]));
    }

    private static (double[] X, double[] Y) Steps(ReadOnlySpan<double> times, ReadOnlySpan<double> values)
    {
        List<double> x = [0], y = [1];
        for (var k = 0; k < times.Length; k++)
        {
            x.Add(times[k]);
            y.Add(y[^1]);
            if (double.IsNaN(values[k])) break;
            x.Add(times[k]);
            y.Add(values[k]);
        }
        return ([.. x], [.. y]);
    }
}
