using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// Name and numbers of each row above its mark, across the whole plot: on a phone, columns beside the data leave it no room.
/// </summary>
internal sealed class RowTextPanel(IReadOnlyList<string> names, IReadOnlyList<string> texts, Color color) : EdgePanel(Edge.Top, 0)
{
    /// <summary>How far above the mark the text stands, in rows.</summary>
    public const double Rise = 0.5;

    protected override void Draw(RenderPack pack, PixelRect strip)
    {
        for (var row = 0; row < names.Count; row++)
        {
            var y = pack.Plot.Axes.Left.GetPixel(Rise - row, pack.DataRect);
            PlotText.Draw(pack, names[row], new(pack.DataRect.Left, y), Alignment.MiddleLeft, color);
            PlotText.Draw(pack, texts[row], new(pack.DataRect.Right, y), Alignment.MiddleRight, color);
        }
    }
}
