using System.Globalization;
using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>The house style: ground, axes, grid, title and legend of every plot.</summary>
internal static class PlotFrame
{
    public const float AxisWidth = 64;

    /// <summary>Plots below this width have fewer ticks and no indented legend.</summary>
    public const int NarrowWidth = 600;

    private const float TopMargin = 4;
    private const byte BandOpacity = 40;

    /// <summary>An empty plot with its axes.</summary>
    public static Plot Create(PlotColors colors, string? title, string bottom, string left)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = colors.Background;
        plot.DataBackground.Color = colors.Background;
        plot.Axes.Color(colors.Text);
        plot.Grid.MajorLineColor = colors.Grid;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Axes.Left.LockSize(AxisWidth);
        plot.Axes.Right.LockSize(LegendPanel.RightMargin);
        plot.Axes.Top.LockSize(TopMargin);
        (IAxis, string)[] labels = [(plot.Axes.Bottom, bottom), (plot.Axes.Left, left)];
        foreach (var (axis, label) in labels)
        {
            axis.Label.Text = label;
            axis.Label.FontSize = PlotText.Size;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = PlotText.Small;
        }
        if (title is { Length: > 0 })
        {
            plot.Axes.Title.Label.Text = title;
            plot.Axes.Title.Label.ForeColor = colors.Text;
        }
        return plot;
    }

    /// <summary>Adds the legend above the data.</summary>
    public static void AddLegend(Plot plot, IReadOnlyList<LegendEntry> entries, int width, PlotColors colors, float left = AxisWidth)
    {
        // On a narrow plot the legend starts at its edge, not above the axis.
        var outdent = width < NarrowWidth ? left - 4 : 0;
        var room = width - left - LegendPanel.RightMargin + outdent;
        if (entries.Count > 0) plot.Axes.AddPanel(new LegendPanel(entries, room, outdent, colors.Text));
        plot.Font.Set(ReportFonts.Family);
    }

    /// <summary>Shares from 0 to 1 as the ticks of an axis.</summary>
    public static void Shares(IAxis axis) => Ticks(axis, [0, 0.2, 0.4, 0.6, 0.8, 1], "0.0");

    /// <summary>The given ticks, written by a format.</summary>
    public static void Ticks(IAxis axis, double[] ticks, string format = "0.##########") =>
        axis.SetTicks(ticks, Array.ConvertAll(ticks, tick => tick.ToString(format, CultureInfo.InvariantCulture)));

    /// <summary>Round ticks between two numbers: 1, 2 or 5 times a power of ten apart.</summary>
    public static double[] RoundTicks(double from, double to, int most = 8)
    {
        if (!(to > from)) return [from];
        var power = Math.Pow(10, Math.Floor(Math.Log10((to - from) / most)));
        var step = power * new[] { 1.0, 2, 5, 10 }.First(multiple => (to - from) / (power * multiple) <= most);
        var first = Math.Ceiling((from / step) - 1e-9);
        var count = (int)Math.Floor((to / step) + 1e-9 - first) + 1;
        return [.. Enumerable.Range(0, count).Select(tick => Math.Round((first + tick) * step, 12))];
    }

    /// <summary>A line across the data.</summary>
    public static void Line(Plot plot, double[] x, double[] y, Color color, float width = PlotText.LineWidth)
    {
        var line = plot.Add.ScatterLine(x, y, color);
        line.LineWidth = width;
    }

    /// <summary>An interval around a line of the same colour.</summary>
    public static void Band(Plot plot, double[] x, double[] lower, double[] upper, Color color)
    {
        var band = plot.Add.FillY(x, lower, upper);
        band.FillColor = color.WithAlpha(BandOpacity);
        band.LineWidth = 0;
    }

    /// <summary>
    /// A dashed line as many short ones, because Skia writes no dashes to SVG. The limits of the axes must be set before.
    /// </summary>
    public static void Dashes(Plot plot, double[] x, double[] y, Color color, int width, int height, float line = PlotText.LineWidth)
    {
        const double Dash = 9, Period = 15;
        var limits = plot.Axes.GetLimits();
        var (across, up) = (width / limits.HorizontalSpan, height / limits.VerticalSpan);
        var walked = 0.0;
        for (var k = 0; k + 1 < x.Length; k++)
        {
            var (dx, dy) = (x[k + 1] - x[k], y[k + 1] - y[k]);
            var length = Math.Sqrt(Math.Pow(dx * across, 2) + Math.Pow(dy * up, 2));
            for (var from = 0.0; from < length;)
            {
                var phase = (walked + from) % Period;
                var to = Math.Min(length, from + (phase < Dash ? Dash - phase : Period - phase) + 1e-6);
                if (phase < Dash) Line(plot, [At(x[k], dx, from), At(x[k], dx, to)], [At(y[k], dy, from), At(y[k], dy, to)], color, line);
                from = to;
            }
            walked += length;

            double At(double start, double change, double place) => start + (change * place / length);
        }
    }
}
