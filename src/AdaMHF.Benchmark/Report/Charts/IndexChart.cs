namespace AdaMHF.Benchmark;

/// <summary>A drawing of C-indices: one line for each of several things over one axis.</summary>
internal sealed class IndexChart
{
    private const double Width = 400;
    private const double Margin = 14;

    private readonly double _lineHeight;

    /// <param name="description">What the drawing shows, for those who cannot see it.</param>
    /// <param name="values">What the axis has to reach.</param>
    /// <param name="lines">How many lines there are.</param>
    /// <param name="lineHeight">Height of one.</param>
    public IndexChart(string description, IEnumerable<double> values, int lines, double lineHeight)
    {
        _lineHeight = lineHeight;
        double[] all = [0.5, .. values.Where(double.IsFinite)];
        var scale = new Scale(Math.Floor(all.Min() * 20) / 20, Math.Ceiling(all.Max() * 20) / 20, Margin, Width - Margin);
        var bottom = (lines * lineHeight) + 8;
        Drawing = new Svg(Width, bottom + 26, description);
        X = scale.At;
        foreach (var tick in scale.Ticks(6))
        {
            Drawing.Line(X(tick), 4, X(tick), bottom, tick == 0.5 ? "axis" : "grid")
                .Text(X(tick), bottom + 18, Numbers.Text($"{tick:0.##}"), "middle");
        }
    }

    public Svg Drawing { get; }

    /// <summary>Place of an index.</summary>
    public Func<double, double> X { get; }

    /// <summary>Writes the names over a line, and gives its height.</summary>
    public double Line(int number, string left, string right)
    {
        var y = (number * _lineHeight) + 28;
        Drawing.Text(Margin, y - 10, left).Text(Width - Margin, y - 10, right, "end");
        return y;
    }
}
