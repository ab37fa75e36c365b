using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>One text beside each row of the data, at its left or its right.</summary>
internal sealed class TextColumnPanel(Edge edge, IReadOnlyList<string> texts, float width, Color color)
    : EdgePanel(edge, width)
{
    private const float Gap = 10;

    /// <summary>Width that texts need.</summary>
    public static float WidthOf(IEnumerable<string> texts) =>
        texts.Select(text => PlotText.Width(text)).DefaultIfEmpty(0).Max() + (2 * Gap);

    protected override void Draw(RenderPack pack, PixelRect strip)
    {
        for (var row = 0; row < texts.Count; row++)
        {
            var y = pack.Plot.Axes.Left.GetPixel(-row, pack.DataRect);
            var at = Edge == Edge.Left ? new Pixel(strip.Right - Gap, y) : new Pixel(strip.Left + Gap, y);
            PlotText.Draw(pack, texts[row], at, Edge == Edge.Left ? Alignment.MiddleRight : Alignment.MiddleLeft, color);
        }
    }
}
