using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>What the colours of a heat map mean.</summary>
internal sealed class ColorBarPanel(string name, string lowest, string highest, Color text)
    : EdgePanel(Edge.Bottom, Thickness)
{
    private const float Thickness = 58, BarHeight = 12, Longest = 260;
    private const int Steps = 64;

    protected override void Draw(RenderPack pack, PixelRect strip)
    {
        using var paint = Paint.NewDisposablePaint();
        var width = Math.Min(Longest, strip.Width);
        var (left, top) = (strip.Left + ((strip.Width - width) / 2), strip.Top + 10);
        for (var step = 0; step < Steps; step++)
        {
            var color = HeatColors.At(step / (Steps - 1.0));
            var box = new PixelRect(left + (width * step / Steps), left + (width * (step + 1) / Steps) + 0.5f, top + BarHeight, top);
            Drawing.FillRectangle(pack.Canvas, box, paint, new FillStyle { Color = new Color(color.Red, color.Green, color.Blue) });
        }
        var below = top + BarHeight + 4;
        PlotText.Draw(pack, lowest, new(left, below), Alignment.UpperLeft, text);
        PlotText.Draw(pack, highest, new(left + width, below), Alignment.UpperRight, text);
        PlotText.Draw(pack, name, new(left + (width / 2), below + 14), Alignment.UpperCenter, text);
    }
}
