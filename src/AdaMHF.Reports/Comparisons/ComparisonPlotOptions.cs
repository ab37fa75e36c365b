namespace AdaMHF.Reports;

/// <summary>What a <see cref="SpreadPlot"/>, <see cref="ChangePlot"/> or <see cref="TradeOffPlot"/> shows.</summary>
public sealed record ComparisonPlotOptions
{
    /// <summary>Title above the plot; none when null, the default.</summary>
    public string? Title { get; init; }

    /// <summary>Name of the number that is compared; default <c>C-index</c>.</summary>
    public string AxisLabel { get; init; } = "C-index";

    /// <summary>The number that chance gives, a dashed line; default 0.5.</summary>
    public double Reference { get; init; } = 0.5;

    /// <summary>Name of the costs; default <c>Multiply-adds of one prediction</c>.</summary>
    public string CostLabel { get; init; } = "Multiply-adds of one prediction";

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(AxisLabel);
        ArgumentException.ThrowIfNullOrWhiteSpace(CostLabel);
        if (!double.IsFinite(Reference)) throw new ArgumentException($"{nameof(Reference)} must be finite.", nameof(Reference));
    }

    /// <summary>Ends of an axis of the number, at twentieths.</summary>
    internal (double From, double To) Axis(IEnumerable<double> values)
    {
        double[] all = [Reference, .. values.Where(double.IsFinite)];
        var (from, to) = (Math.Floor(all.Min() * 20) / 20, Math.Ceiling(all.Max() * 20) / 20);
        return to > from ? (from, to) : (from - 0.05, to + 0.05);
    }
}
