namespace AdaMHF.Survival;

/// <summary>Evenly spaced quantiles of the uncensored times.</summary>
internal static class EventQuantiles
{
    /// <summary>The quantiles 0, 1/count, ..., 1, linearly interpolated between order statistics.</summary>
    public static double[] Of(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, int count)
    {
        Require.AnEvent(observed, "a quantile of the event times");
        var events = new List<double>();
        for (var i = 0; i < time.Length; i++)
        {
            if (observed[i]) events.Add(time[i]);
        }

        events.Sort();
        var quantiles = new double[count + 1];
        for (var k = 0; k <= count; k++) quantiles[k] = Interpolate(events, (double)k / count * (events.Count - 1));
        return quantiles;
    }

    private static double Interpolate(List<double> sorted, double position)
    {
        var below = (int)position;
        if (below + 1 >= sorted.Count) return sorted[^1];
        double left = sorted[below], right = sorted[below + 1], fraction = position - below;

        // From the nearer end, as NumPy does: patients whose time is exactly on an edge must get the same bin as in NumPy.
        return fraction < 0.5 ? left + (right - left) * fraction : right - (right - left) * (1 - fraction);
    }
}
