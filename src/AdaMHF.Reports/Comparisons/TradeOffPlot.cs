using System.Globalization;
using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// What each reaches against what it costs, costs on a logarithmic axis. Created by <see cref="TradeOffPlotExtensions"/>.
/// </summary>
public sealed class TradeOffPlot : ReportPlot
{
    private readonly TradeOffPoint[] _points;
    private readonly ComparisonPlotOptions _options;

    internal TradeOffPlot(IReadOnlyList<TradeOffPoint> points, ComparisonPlotOptions options)
    {
        options.Check();
        if (points.Count == 0) throw new ArgumentException("There is no point to plot.", nameof(points));
        if (points.FirstOrDefault(point => !(point.Cost > 0 && double.IsFinite(point.Cost))) is { } bad)
            throw new ArgumentException($"Expected finite costs above 0; that of '{bad.Name}' is {bad.Cost}.", nameof(points));
        (_points, _options) = ([.. points], options);
    }

    /// <inheritdoc/>
    public override string Description =>
        $"{_options.AxisLabel} against {_options.CostLabel}: {string.Join("; ", _points.Select(Text))}.";

    // Every point has a line of its own in the legend of a narrow plot.
    internal override int SuitableHeight(int width) => Math.Clamp(width * 6 / 10, 300, 480)
        + ((int)PlotText.RowHeight * (width < PlotFrame.NarrowWidth ? _points.Length : (_points.Length + 1) / 2));

    internal override Plot Draw(int width, int height, PlotColors colors)
    {
        var (from, to) = _options.Axis(_points.SelectMany(point => new[] { point.Estimate, point.LowerBound, point.UpperBound }));
        var (least, most) = (Math.Log10(_points.Min(point => point.Cost) / 2), Math.Log10(_points.Max(point => point.Cost) * 2));
        var plot = PlotFrame.Create(colors, _options.Title, _options.CostLabel, _options.AxisLabel);
        plot.Axes.SetLimits(least, most, from, to);
        CostTicks(plot.Axes.Bottom, least, most);
        PlotFrame.Ticks(plot.Axes.Left, PlotFrame.RoundTicks(from, to, 6), "0.0##");
        foreach (var (place, point) in _points.Index())
        {
            var (x, color) = (Math.Log10(point.Cost), colors.At(place));
            if (double.IsFinite(point.LowerBound) && double.IsFinite(point.UpperBound))
                PlotFrame.Line(plot, [x, x], [point.LowerBound, point.UpperBound], color, 1.5f);
            plot.Add.Marker(x, point.Estimate, MarkerShape.FilledCircle, 10, color);
        }
        PlotFrame.AddLegend(
            plot, [.. _points.Select((point, place) => new LegendEntry(LegendSample.Dot, Text(point), colors.At(place)))], width, colors);
        return plot;
    }

    private static void CostTicks(IAxis axis, double least, double most)
    {
        double[] factors = most - least > 2.5 ? [1] : [1, 2, 5];
        double[] ticks =
        [
            .. from power in Enumerable.Range((int)Math.Floor(least), (int)Math.Ceiling(most - least) + 2)
               from factor in factors
               let tick = Math.Log10(factor * Math.Pow(10, power))
               where tick >= least && tick <= most
               select tick,
        ];
        axis.SetTicks(ticks, Array.ConvertAll(ticks, tick => CostText(Math.Pow(10, tick))));
    }

    private static string CostText(double cost) => cost switch
    {
        >= 1e9 => (cost / 1e9).ToString("#,0.###", CultureInfo.InvariantCulture) + " G",
        >= 1e6 => (cost / 1e6).ToString("0.###", CultureInfo.InvariantCulture) + " M",
        >= 1e3 => (cost / 1e3).ToString("0.###", CultureInfo.InvariantCulture) + " k",
        _ => cost.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private static string Text(TradeOffPoint point) => $"{point.Name}: {ReportNumbers.Fixed(point.Estimate)}, {CostText(point.Cost)}";
}
