namespace AdaMHF.Reports;

/// <summary>Draws gains against costs: <c>points.Plot().SavePng("costs.png")</c>.</summary>
public static class TradeOffPlotExtensions
{
    /// <summary>Draws what each reaches against what it costs.</summary>
    /// <param name="points">One point each.</param>
    /// <param name="options">Title and axes.</param>
    /// <exception cref="ArgumentException">There is no point, a cost is not above 0, or an option is out of its range.</exception>
    public static TradeOffPlot Plot(this IReadOnlyList<TradeOffPoint> points, ComparisonPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        return new(points, options ?? new());
    }
}
