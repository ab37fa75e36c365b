namespace AdaMHF.Survival;

/// <summary>A curve that jumps at given times and holds each value until the next jump, the jump's own time included.</summary>
internal static class StepCurve
{
    /// <summary>Value at a time: that of the last jump at or before it, or <paramref name="start"/> before the first.</summary>
    public static double At(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double time, double start)
    {
        var position = times.BinarySearch(time);
        if (position < 0) position = ~position - 1;
        return position < 0 ? start : values[position];
    }

    /// <summary>Value just before a time: that of the last jump strictly before it, or <paramref name="start"/>.</summary>
    public static double Before(ReadOnlySpan<double> times, ReadOnlySpan<double> values, double time, double start)
    {
        var position = times.BinarySearch(time);
        position = (position < 0 ? ~position : position) - 1;
        return position < 0 ? start : values[position];
    }
}
