using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// Shapley values, or other contributions that add up to a prediction, as bars, the largest first. Created by
/// <see cref="ContributionPlotExtensions"/>.
/// </summary>
public sealed class ContributionPlot : ReportPlot
{
    private readonly Contribution[] _bars;
    private readonly ContributionPlotOptions _options;

    internal ContributionPlot(IReadOnlyList<Contribution> contributions, ContributionPlotOptions options)
    {
        options.Check();
        if (contributions.Count == 0) throw new ArgumentException("There is no contribution to plot.", nameof(contributions));
        if (contributions.FirstOrDefault(one => !double.IsFinite(one.Value)) is { } bad)
            throw new ArgumentException($"Expected finite contributions; that of '{bad.Name}' is {bad.Value}.", nameof(contributions));
        Contribution[] sorted = [.. contributions.OrderByDescending(one => Math.Abs(one.Value))];
        _bars = sorted.Length <= options.MaxRows
            ? sorted
            : [.. sorted.Take(options.MaxRows - 1),
                new($"{sorted.Length - options.MaxRows + 1} others", sorted.Skip(options.MaxRows - 1).Sum(one => one.Value))];
        _options = options;
    }

    /// <inheritdoc/>
    public override string Description => $"{_options.AxisLabel}: "
        + string.Join(", ", _bars.Take(12).Select(bar => $"{bar.Name} {Text(bar)}")) + (_bars.Length > 12 ? ", and more." : ".");

    internal override int SuitableHeight(int width) => RowFrame.Height(_bars.Length, _options.Title is not null, width) + 30;

    internal override Plot Draw(int width, int height, PlotColors colors)
    {
        double[] ends = [0, .. _bars.Select(bar => bar.Value)];
        var around = Math.Max(ends.Max() - ends.Min(), 1e-9) * 0.05;
        var (from, to) = (ends.Min() - around, ends.Max() + around);
        var plot = RowFrame.Create(
            colors, _options.Title, _options.AxisLabel, [.. _bars.Select(bar => bar.Name)], [.. _bars.Select(Text)], (from, to, 0),
            width, height);
        PlotFrame.Ticks(plot.Axes.Bottom, PlotFrame.RoundTicks(from, to, width < PlotFrame.NarrowWidth ? 4 : 8));
        var half = RowFrame.HalfBar(width);
        for (var row = 0; row < _bars.Length; row++)
        {
            var value = _bars[row].Value;
            var bar = plot.Add.Rectangle(Math.Min(0, value), Math.Max(0, value), -row - half, -row + half);
            bar.FillColor = value > 0 ? colors.Higher : colors.Lower;
            bar.LineWidth = 0;
        }
        List<LegendEntry> legend = [];
        if (_bars.Any(bar => bar.Value > 0)) legend.Add(new(LegendSample.Box, _options.PositiveLabel, colors.Higher));
        if (_bars.Any(bar => bar.Value < 0)) legend.Add(new(LegendSample.Box, _options.NegativeLabel, colors.Lower));
        PlotFrame.AddLegend(plot, legend, width, colors, RowFrame.Left(width));
        return plot;
    }

    private string Text(Contribution bar) => ReportNumbers.Signed(bar.Value, _options.Decimals);
}
