using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// Numbers before and after a change, one row each; a fall has another colour than a rise. Created by
/// <see cref="ChangePlotExtensions"/>.
/// </summary>
public sealed class ChangePlot : ReportPlot
{
    private readonly ChangeRow[] _rows;
    private readonly ComparisonPlotOptions _options;

    internal ChangePlot(IReadOnlyList<ChangeRow> rows, ComparisonPlotOptions options)
    {
        options.Check();
        if (rows.Count == 0) throw new ArgumentException("There is no change to plot.", nameof(rows));
        (_rows, _options) = ([.. rows], options);
    }

    /// <inheritdoc/>
    public override string Description => $"{_options.AxisLabel}: "
        + $"{string.Join("; ", _rows.Select(row => $"{row.Name} from {ReportNumbers.Fixed(row.Before)} to {Text(row)}"))}.";

    internal override int SuitableHeight(int width) => ComparisonFrame.Height(_rows.Length, _options, width);

    internal override Plot Draw(int width, int height, PlotColors colors)
    {
        var values = _rows.SelectMany(row => new[] { row.Before, row.After });
        var plot = ComparisonFrame.Create(_options, [.. _rows.Select(row => (row.Name, Text(row)))], values, colors, width, height);
        for (var row = 0; row < _rows.Length; row++) DrawRow(plot, _rows[row], -row, colors);
        List<LegendEntry> legend = [new(LegendSample.Dot, "before", colors.Muted)];
        if (_rows.Any(row => row.After >= row.Before)) legend.Add(new(LegendSample.Dot, "after, no less", colors.Lower));
        if (_rows.Any(row => row.After < row.Before)) legend.Add(new(LegendSample.Dot, "after, less", colors.Higher));
        PlotFrame.AddLegend(plot, legend, width, colors, RowFrame.Left(width));
        return plot;
    }

    private static void DrawRow(Plot plot, ChangeRow row, int place, PlotColors colors)
    {
        if (!double.IsFinite(row.Before)) return;
        if (double.IsFinite(row.After)) PlotFrame.Line(plot, [row.Before, row.After], [place, place], colors.Muted);
        plot.Add.Marker(row.Before, place, MarkerShape.FilledCircle, 8, colors.Muted);
        if (double.IsFinite(row.After))
            plot.Add.Marker(row.After, place, MarkerShape.FilledCircle, 9, row.After < row.Before ? colors.Higher : colors.Lower);
    }

    private static string Text(ChangeRow row) => $"{ReportNumbers.Fixed(row.After)} ({ReportNumbers.Signed(row.After - row.Before)})";
}
