using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>Numbers at risk under the ticks of the time axis, one line for each group.</summary>
internal sealed class NumbersAtRiskPanel(double[] ticks, IReadOnlyList<RiskRow> rows, Color text)
    : EdgePanel(Edge.Bottom, (PlotText.RowHeight * (rows.Count + 1)) + Space)
{
    private const string Heading = "Number at risk";
    private const float Space = 10, LabelGap = 22;

    /// <summary>Space that the names need to the left of the data.</summary>
    public float LabelWidth { get; } =
        Math.Max(PlotText.Width(Heading, bold: true), rows.Max(row => PlotText.Width(row.Label))) + LabelGap + Space;

    protected override void Draw(RenderPack pack, PixelRect strip)
    {
        var labels = strip.Left - LabelGap;
        PlotText.Draw(pack, Heading, new(labels, strip.Top + (PlotText.RowHeight / 2)), Alignment.MiddleRight, text, bold: true);
        for (var i = 0; i < rows.Count; i++)
        {
            var middle = strip.Top + (PlotText.RowHeight * (i + 1.5f));
            PlotText.Draw(pack, rows[i].Label, new(labels, middle), Alignment.MiddleRight, rows[i].Color);
            for (var tick = 0; tick < ticks.Length; tick++)
            {
                var x = pack.Plot.Axes.Bottom.GetPixel(ticks[tick], pack.DataRect);
                PlotText.Draw(pack, rows[i].Numbers[tick], new(x, middle), Alignment.MiddleCenter, rows[i].Color);
            }
        }
    }
}
