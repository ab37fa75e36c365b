using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>A plot of rows: names at the left, numbers at the right, a line of reference.</summary>
internal static class RowFrame
{
    private const int RowHeight = 28, Around = 110;
    private const float MostOfWidth = 0.34f;

    /// <summary>Height of a plot with so many rows.</summary>
    public static int Height(int rows, bool title) => (rows * RowHeight) + Around + (title ? 30 : 0);

    /// <summary>The frame without its data; row k stands at height -k.</summary>
    public static Plot Create(
        PlotColors colors,
        string? title,
        string bottom,
        IReadOnlyList<string> names,
        IReadOnlyList<string> texts,
        (double From, double To, double Reference) axis,
        int width,
        int height)
    {
        var plot = PlotFrame.Create(colors, title, "", "");
        plot.Axes.SetLimits(axis.From, axis.To, -names.Count + 0.3, 0.7);
        plot.Axes.Left.SetTicks([], []);
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Axes.Left.LockSize(1);
        plot.Axes.Right.LockSize(1);
        plot.Grid.YAxisStyle.IsVisible = false;
        string[] shown = [.. names.Select(name => Shortened(name, width * MostOfWidth))];
        plot.Axes.AddPanel(new TextColumnPanel(Edge.Left, shown, TextColumnPanel.WidthOf(shown), colors.Text));
        plot.Axes.AddPanel(new TextColumnPanel(Edge.Right, texts, TextColumnPanel.WidthOf(texts), colors.Text));
        plot.Axes.AddPanel(new CaptionPanel(bottom, width, colors.Text));
        PlotFrame.Dashes(plot, [axis.Reference, axis.Reference], [-names.Count + 0.3, 0.7], colors.Muted, width, height, 1.5f);
        plot.Font.Set(ReportFonts.Family);
        return plot;
    }

    private static string Shortened(string name, float width)
    {
        if (PlotText.Width(name) <= width) return name;
        var kept = name.Length;
        while (kept > 1 && PlotText.Width(name[..kept] + "…") > width) kept--;
        // Half of a character outside the basic plane is no character.
        if (char.IsHighSurrogate(name[kept - 1]) && kept > 1) kept--;
        return name[..kept] + "…";
    }
}
