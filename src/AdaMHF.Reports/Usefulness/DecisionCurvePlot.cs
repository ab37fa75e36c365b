using AdaMHF.Survival;
using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// Net benefit of acting on predictions over the thresholds, beside acting on everyone and on nobody. Created by
/// <see cref="DecisionCurvePlotExtensions"/>.
/// </summary>
public sealed class DecisionCurvePlot : ReportPlot
{
    private readonly NetBenefit[] _points;
    private readonly (double Threshold, BootstrapInterval Interval)[] _band;
    private readonly double _horizon;
    private readonly string? _title;

    internal DecisionCurvePlot(
        IReadOnlyList<NetBenefit> points, IReadOnlyList<BootstrapResult> intervals, double horizon, string? title)
    {
        _band =
        [
            .. intervals.Zip(points, (interval, point) => (point.Threshold, interval.Percentile))
                .Where(one => double.IsFinite(one.Percentile.Lower) && double.IsFinite(one.Percentile.Upper)),
        ];
        _points = [.. points.Where(point => double.IsFinite(point.Model)).OrderBy(point => point.Threshold)];
        if (_points.Length == 0) throw new ArgumentException("There is no threshold at which the net benefit is defined.", nameof(points));
        (_horizon, _title) = (horizon, title);
    }

    /// <inheritdoc/>
    public override string Description
    {
        get
        {
            var useful = _points.Where(point => point.Model > Math.Max(point.All, 0)).ToArray();
            var where = useful.Length == 0
                ? "acting on the model is nowhere better than acting on everyone or on nobody"
                : $"acting on the model is better than acting on everyone and on nobody at {useful.Length} of {_points.Length} thresholds, "
                    + $"from {ReportNumbers.Percent(useful[0].Threshold)} to {ReportNumbers.Percent(useful[^1].Threshold)}";
            return $"Decision curve at {ReportNumbers.Short(_horizon)} months: {where}.";
        }
    }

    internal override int SuitableHeight(int width) => Math.Max(360, width / 2);

    internal override Plot Draw(int width, int height, PlotColors colors)
    {
        var threshold = $"Threshold: risk of death within {ReportNumbers.Short(_horizon)} months";
        var plot = PlotFrame.Create(colors, _title, threshold, "Net benefit");
        var top = Math.Max(0.05, _points.Max(point => Math.Max(point.Model, point.All))) * 1.1;
        // What acting on everyone costs at high thresholds is cut off: it would press the rest flat.
        var low = -0.25 * top;
        double[] x = [.. _points.Select(point => point.Threshold)];
        var (from, to) = (Math.Max(0, x[0] - 0.02), Math.Min(1, x[^1] + 0.02));
        plot.Axes.SetLimits(from, to, low, top);
        PlotFrame.Ticks(plot.Axes.Bottom, PlotFrame.RoundTicks(from, to, width < PlotFrame.NarrowWidth ? 5 : 10));
        PlotFrame.Ticks(plot.Axes.Left, PlotFrame.RoundTicks(low, top, 6));
        if (_band.Length > 1)
        {
            double[] lower = [.. _band.Select(one => one.Interval.Lower)], upper = [.. _band.Select(one => one.Interval.Upper)];
            PlotFrame.Band(plot, [.. _band.Select(one => one.Threshold)], lower, upper, colors.Higher);
        }
        PlotFrame.Line(plot, [0, 1], [0, 0], colors.Muted, 1.5f);
        PlotFrame.Dashes(plot, x, [.. _points.Select(point => point.All)], colors.Lower, width, height);
        PlotFrame.Line(plot, x, [.. _points.Select(point => point.Model)], colors.Higher);
        LegendEntry[] legend =
        [
            new(LegendSample.Line, _band.Length > 1 ? "act on the model (95 % interval)" : "act on the model", colors.Higher),
            new(LegendSample.Dashes, "act on everyone", colors.Lower),
            new(LegendSample.Line, "act on nobody", colors.Muted),
        ];
        PlotFrame.AddLegend(plot, legend, width, colors);
        return plot;
    }
}
