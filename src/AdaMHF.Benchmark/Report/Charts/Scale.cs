namespace AdaMHF.Benchmark;

/// <summary>Maps values to places on a drawing.</summary>
/// <param name="Low">Value at <paramref name="From"/>.</param>
/// <param name="High">Value at <paramref name="To"/>.</param>
/// <param name="From">Place of the lowest value.</param>
/// <param name="To">Place of the highest value.</param>
/// <param name="Kind">How it is divided.</param>
internal sealed record Scale(double Low, double High, double From, double To, AxisKind Kind = AxisKind.Linear)
{
    public double At(double value) => From + ((Inner(value) - Inner(Low)) / (Inner(High) - Inner(Low)) * (To - From));

    /// <summary>Round values within the scale, at most about as many as wanted.</summary>
    public IReadOnlyList<double> Ticks(int wanted) => Kind switch
    {
        AxisKind.Logarithmic => Powers(wanted),
        AxisKind.Whole => [.. Steps(wanted).Where(double.IsInteger)],
        _ => Steps(wanted),
    };

    private double Inner(double value) => Kind == AxisKind.Logarithmic ? Math.Log10(value) : value;

    private double[] Steps(int wanted)
    {
        var raw = (High - Low) / wanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = new[] { 1.0, 2, 5, 10 }.First(factor => factor * power >= raw * 0.999) * power;
        var first = (long)Math.Ceiling((Low / step) - 1e-9);
        var last = (long)Math.Floor((High / step) + 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * step)];
    }

    private double[] Powers(int wanted)
    {
        double[] factors = Math.Log10(High / Low) > wanted / 2.0 ? [1] : [1, 2, 5];
        return
        [
            .. from power in Enumerable.Range((int)Math.Floor(Math.Log10(Low)), (int)Math.Ceiling(Math.Log10(High / Low)) + 2)
               from factor in factors
               let tick = factor * Math.Pow(10, power)
               where tick >= Low * 0.999 && tick <= High * 1.001
               select tick,
        ];
    }
}
