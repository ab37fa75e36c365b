using System.Globalization;
using AdaMHF.Survival;
using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>Puts a plot together.</summary>
internal static class KaplanMeierDrawing
{
    private const byte BandOpacity = 40;
    private const float AxisWidth = 64, TopMargin = 4;

    // Curves that end at 0 or start at 1 stay clear of the frame.
    private const double LowestSurvival = -0.02, HighestSurvival = 1.03;

    public static Plot Create(IReadOnlyList<PlottedGroup> groups, KaplanMeierPlotOptions options, LogRankResult? test, int width)
    {
        var end = options.MaxTime ?? Math.Max(groups.Max(group => group.Curve.Times[^1]), double.Epsilon);
        if (end <= double.Epsilon) end = 1;
        var ticks = TimeTicks.UpTo(end, options.TickInterval);
        var colors = Enumerable.Range(0, groups.Count).Select(i => Color.FromHex(options.Palette[i % options.Palette.Count])).ToArray();

        var plot = new Plot();
        DrawAxes(plot, options, ticks, end);
        for (var i = 0; i < groups.Count; i++) DrawBand(plot, groups[i], options, colors[i]);
        for (var i = 0; i < groups.Count; i++) DrawCurve(plot, groups[i], options, colors[i]);

        var left = AxisWidth;
        if (options.NumbersAtRisk)
        {
            RiskRow[] rows = [.. groups.Select((group, i) => new RiskRow(group.Label, NumbersAtRisk.Texts(group.Curve, ticks), colors[i]))];
            var panel = new NumbersAtRiskPanel(ticks, rows);
            left = Math.Max(left, panel.LabelWidth);
            plot.Axes.AddPanel(panel);
        }
        plot.Axes.AddPanel(new SpacePanel(left - AxisWidth));
        plot.Axes.AddPanel(new LegendPanel(LegendEntries(groups, options, test, colors), width - left - LegendPanel.RightMargin));
        plot.Font.Set(ReportFonts.Family);
        return plot;
    }

    private static void DrawAxes(Plot plot, KaplanMeierPlotOptions options, double[] ticks, double end)
    {
        plot.Axes.SetLimits(-0.01 * end, 1.02 * end, LowestSurvival, HighestSurvival);
        plot.Axes.Bottom.SetTicks(ticks, Array.ConvertAll(ticks, tick => tick.ToString("0.##########", CultureInfo.InvariantCulture)));
        double[] shares = [0, 0.2, 0.4, 0.6, 0.8, 1];
        plot.Axes.Left.SetTicks(shares, Array.ConvertAll(shares, share => share.ToString("0.0", CultureInfo.InvariantCulture)));
        plot.Grid.MajorLineColor = Color.FromHex("#E8E8E8");
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Axes.Left.LockSize(AxisWidth);
        plot.Axes.Right.LockSize(LegendPanel.RightMargin);
        plot.Axes.Top.LockSize(TopMargin);
        (IAxis, string)[] labels = [(plot.Axes.Bottom, options.TimeLabel), (plot.Axes.Left, options.SurvivalLabel)];
        foreach (var (axis, label) in labels)
        {
            axis.Label.Text = label;
            axis.Label.FontSize = PlotText.Size;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = PlotText.Small;
        }
        if (options.Title is { Length: > 0 } title) plot.Axes.Title.Label.Text = title;
    }

    private static void DrawBand(Plot plot, PlottedGroup group, KaplanMeierPlotOptions options, Color color)
    {
        if (options.ConfidenceLevel is not { } level) return;
        var (x, lower, upper) = CurveSteps.Band(group.Curve, options.IntervalTransform, level);
        var band = plot.Add.FillY(x, lower, upper);
        band.FillColor = color.WithAlpha(BandOpacity);
        band.LineWidth = 0;
    }

    private static void DrawCurve(Plot plot, PlottedGroup group, KaplanMeierPlotOptions options, Color color)
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
        IReadOnlyList<PlottedGroup> groups, KaplanMeierPlotOptions options, LogRankResult? test, Color[] colors)
    {
        List<LegendEntry> entries = [.. groups.Select((group, i) => new LegendEntry(LegendSample.Line, group.Legend, colors[i]))];
        if (options.ConfidenceLevel is { } level)
            entries.Add(new(LegendSample.Band, string.Create(CultureInfo.InvariantCulture, $"{level * 100:0.##} % CI"), Colors.Gray));
        if (options.CensorMarks && groups.Any(group => group.Curve.Censored.Any(number => number > 0)))
            entries.Add(new(LegendSample.Mark, "censored", Colors.Gray));
        if (options.LogRank && test is not null) entries.Add(new(LegendSample.None, CurveLogRank.Text(test), Colors.Black));
        return entries;
    }
}
