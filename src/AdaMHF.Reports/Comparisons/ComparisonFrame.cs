using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>The frame of a comparison in rows, with round ends and ticks.</summary>
internal static class ComparisonFrame
{
    /// <summary>Height of a plot with so many rows and a legend.</summary>
    public static int Height(int rows, ComparisonPlotOptions options, int width) =>
        RowFrame.Height(rows, options.Title is not null, width) + 30;

    /// <summary>The frame without its data; row k stands at height -k.</summary>
    /// <param name="options">What is shown.</param>
    /// <param name="rows">Name and text of each row.</param>
    /// <param name="values">All that the axis must hold; what is not finite is left out.</param>
    /// <param name="colors">The theme.</param>
    /// <param name="width">Of the plot.</param>
    /// <param name="height">Of the plot.</param>
    public static Plot Create(
        ComparisonPlotOptions options,
        IReadOnlyList<(string Name, string Text)> rows,
        IEnumerable<double> values,
        PlotColors colors,
        int width,
        int height)
    {
        var (from, to) = options.Axis(values);
        var around = (to - from) * 0.02;
        var plot = RowFrame.Create(
            colors, options.Title, options.AxisLabel, [.. rows.Select(row => row.Name)], [.. rows.Select(row => row.Text)],
            (from - around, to + around, options.Reference), width, height);
        PlotFrame.Ticks(plot.Axes.Bottom, PlotFrame.RoundTicks(from, to, width < PlotFrame.NarrowWidth ? 4 : 8));
        return plot;
    }
}
