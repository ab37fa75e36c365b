using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>Empty space to the left of the vertical axis, for names that stand beside the lines under the plot.</summary>
internal sealed class SpacePanel(float width) : EdgePanel(Edge.Left, width)
{
    protected override void Draw(RenderPack pack, PixelRect strip)
    {
    }
}
