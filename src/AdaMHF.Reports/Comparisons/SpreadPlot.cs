using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// Estimates with their intervals and the numbers that each is the mean of, one row each. Created by
/// <see cref="SpreadPlotExtensions"/>.
/// </summary>
public sealed class SpreadPlot : ReportPlot
{
    private readonly SpreadRow[] _rows;
    private readonly ComparisonPlotOptions _options;

    internal SpreadPlot(IReadOnlyList<SpreadRow> rows, ComparisonPlotOptions options)
    {
        options.Check();
        if (rows.Count == 0) throw new ArgumentException("There is no estimate to plot.", nameof(rows));
        (_rows, _options) = ([.. rows], options);
    }

    /// <inheritdoc/>
    public override string Description =>
        $"{_options.AxisLabel}: {string.Join("; ", _rows.Select(row => $"{row.Name} {Text(row)}"))}.";

    internal override int SuitableHeight(int width) => ComparisonFrame.Height(_rows.Length, _options, width);

    internal override Plot Draw(int width, int height, PlotColors colors)
    {
        var values = _rows.SelectMany(row => row.Parts.Concat([row.LowerBound, row.UpperBound, row.Estimate]));
        var plot = ComparisonFrame.Create(_options, [.. _rows.Select(row => (row.Name, Text(row)))], values, colors, width, height);
        for (var row = 0; row < _rows.Length; row++) DrawRow(plot, _rows[row], -row, colors);
        PlotFrame.AddLegend(
            plot,
            [
                new(LegendSample.Dot, "parts", colors.Muted), new(LegendSample.Line, "95 % interval", colors.Lower),
                new(LegendSample.Mark, "mean", colors.Lower),
            ],
            width, colors, RowFrame.Left(width));
        return plot;
    }

    private static void DrawRow(Plot plot, SpreadRow row, int place, PlotColors colors)
    {
        foreach (var part in row.Parts.Where(double.IsFinite)) plot.Add.Marker(part, place, MarkerShape.FilledCircle, 7, colors.Muted);
        if (double.IsFinite(row.LowerBound) && double.IsFinite(row.UpperBound))
            PlotFrame.Line(plot, [row.LowerBound, row.UpperBound], [place, place], colors.Lower);
        if (double.IsFinite(row.Estimate))
            PlotFrame.Line(plot, [row.Estimate, row.Estimate], [place - 0.2, place + 0.2], colors.Lower, 3);
    }

    private static string Text(SpreadRow row) => ReportNumbers.Fixed(row.Estimate)
        + (double.IsFinite(row.LowerBound) ? $" ({ReportNumbers.Interval(row.LowerBound, row.UpperBound)})" : "");
}
