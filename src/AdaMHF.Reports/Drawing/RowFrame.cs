using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// A plot of rows with a name, numbers and a line of reference. The texts stand beside the data, on a narrow plot above each mark.
/// </summary>
internal static class RowFrame
{
    private const int RowHeight = 28, NarrowRowHeight = 46, Around = 110;
    private const float MostOfWidth = 0.34f, Margin = 16, Between = 12;

    /// <summary>Height of a plot with so many rows.</summary>
    public static int Height(int rows, bool title, int width) =>
        (rows * (IsNarrow(width) ? NarrowRowHeight : RowHeight)) + Around + (title ? 30 : 0);

    /// <summary>Half of the height of a bar, in rows.</summary>
    public static double HalfBar(int width) => IsNarrow(width) ? 0.16 : 0.32;

    /// <summary>Where the data begin at the left, as far as a legend must know it.</summary>
    public static float Left(int width) => IsNarrow(width) ? Margin : width / 3f;

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
        var (low, high) = IsNarrow(width) ? (-names.Count + 0.55, 0.85) : (-names.Count + 0.3, 0.7);
        plot.Axes.SetLimits(axis.From, axis.To, low, high);
        plot.Axes.Left.SetTicks([], []);
        plot.Axes.Left.FrameLineStyle.IsVisible = false;
        plot.Axes.Left.LockSize(IsNarrow(width) ? Margin : 1);
        plot.Axes.Right.LockSize(IsNarrow(width) ? Margin : 1);
        plot.Grid.YAxisStyle.IsVisible = false;
        plot.Axes.AddPanel(new CaptionPanel(bottom, width, colors.Text));
        // Beside the marks alone on a narrow plot, where it would cross the texts.
        (double From, double To)[] parts = IsNarrow(width)
            ? [.. names.Select((_, row) => (-row - 0.35, -row + 0.25))]
            : [(low, high)];
        foreach (var part in parts)
        {
            PlotFrame.Dashes(
                plot, [axis.Reference, axis.Reference], [part.From, part.To], colors.Muted, width, height, 1.5f);
        }
        AddTexts(plot, names, texts, width, colors.Text);
        plot.Font.Set(ReportFonts.Family);
        return plot;
    }

    private static void AddTexts(Plot plot, IReadOnlyList<string> names, IReadOnlyList<string> texts, int width, Color color)
    {
        if (IsNarrow(width))
        {
            var room = width - (2 * Margin) - Between;
            plot.Axes.AddPanel(new RowTextPanel(
                [.. names.Zip(texts, (name, text) => Shortened(name, room - PlotText.Width(text)))], texts, color));
            return;
        }
        string[] shown = [.. names.Select(name => Shortened(name, width * MostOfWidth))];
        plot.Axes.AddPanel(new TextColumnPanel(Edge.Left, shown, TextColumnPanel.WidthOf(shown), color));
        plot.Axes.AddPanel(new TextColumnPanel(Edge.Right, texts, TextColumnPanel.WidthOf(texts), color));
    }

    private static bool IsNarrow(int width) => width < PlotFrame.NarrowWidth;

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
