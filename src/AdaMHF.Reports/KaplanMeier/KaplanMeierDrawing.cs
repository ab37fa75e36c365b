using System.Globalization;
using AdaMHF.Survival;
using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>Puts a plot together.</summary>
internal static class KaplanMeierDrawing
{
    // Curves that end at 0 or start at 1 stay clear of the frame.
    private const double LowestSurvival = -0.02, HighestSurvival = 1.03;

    public static Plot Create(
        IReadOnlyList<PlottedGroup> groups, KaplanMeierPlotOptions options, LogRankResult? test, int width, PlotColors theme)
    {
        var end = options.MaxTime ?? Math.Max(groups.Max(group => group.Curve.Times[^1]), double.Epsilon);
        if (end <= double.Epsilon) end = 1;
        var ticks = TimeTicks.UpTo(end, options.TickInterval);
        var colors = Enumerable.Range(0, groups.Count).Select(i => theme.At(i, options.Palette)).ToArray();

        var plot = Frame(options, theme, ticks, end);
        for (var i = 0; i < groups.Count; i++) DrawBand(plot, groups[i], options, colors[i]);
        for (var i = 0; i < groups.Count; i++) DrawCurve(plot, groups[i], options, colors[i]);

        var left = PlotFrame.AxisWidth;
        if (options.NumbersAtRisk)
        {
            RiskRow[] rows = [.. groups.Select((group, i) => new RiskRow(group.Label, NumbersAtRisk.Texts(group.Curve, ticks), colors[i]))];
            var panel = new NumbersAtRiskPanel(ticks, rows, theme.Text);
            left = Math.Max(left, panel.LabelWidth);
            plot.Axes.AddPanel(panel);
        }
        plot.Axes.AddPanel(new SpacePanel(left - PlotFrame.AxisWidth));
        PlotFrame.AddLegend(plot, LegendEntries(groups, options, test, colors, theme), width, theme, left);
        return plot;
    }

    private static Plot Frame(KaplanMeierPlotOptions options, PlotColors colors, double[] ticks, double end)
    {
        var plot = PlotFrame.Create(colors, options.Title, options.TimeLabel, options.SurvivalLabel);
        plot.Axes.SetLimits(-0.01 * end, 1.02 * end, LowestSurvival, HighestSurvival);
        PlotFrame.Ticks(plot.Axes.Bottom, ticks);
        PlotFrame.Shares(plot.Axes.Left);
        return plot;
    }

    internal static void DrawBand(Plot plot, PlottedGroup group, KaplanMeierPlotOptions options, Color color)
    {
        if (options.ConfidenceLevel is not { } level) return;
        var (x, lower, upper) = CurveSteps.Band(group.Curve, options.IntervalTransform, level);
        PlotFrame.Band(plot, x, lower, upper, color);
    }

    internal static void DrawCurve(Plot plot, PlottedGroup group, KaplanMeierPlotOptions options, Color color)
    {
        var (x, y) = CurveSteps.Line(group.Curve);
        var line = plot.Add.ScatterLine(x, y, color);
        line.LineWidth = PlotText.LineWidth;
        if (!options.CensorMarks) return;
        var (times, heights) = CurveSteps.CensorMarks(group.Curve);
        if (times.Length == 0) return;
        var marks = plot.Add.Markers(times, heights, MarkerShape.VerticalBar, PlotText.CensorMarkSize, color);
        marks.MarkerStyle.LineWidth = PlotText.CensorMarkWidth;
    }

    private static List<LegendEntry> LegendEntries(
        IReadOnlyList<PlottedGroup> groups, KaplanMeierPlotOptions options, LogRankResult? test, Color[] colors, PlotColors theme)
    {
        List<LegendEntry> entries = [.. groups.Select((group, i) => new LegendEntry(LegendSample.Line, group.Legend, colors[i]))];
        if (options.ConfidenceLevel is { } level)
            entries.Add(new(LegendSample.Band, string.Create(CultureInfo.InvariantCulture, $"{level * 100:0.##} % CI"), theme.Muted));
        if (options.CensorMarks && groups.Any(group => group.Curve.Censored.Any(number => number > 0)))
            entries.Add(new(LegendSample.Mark, "censored", theme.Muted));
        if (options.LogRank && test is not null) entries.Add(new(LegendSample.None, CurveLogRank.Text(test), theme.Text));
        return entries;
    }
}
