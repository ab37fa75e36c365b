using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>Sizes of text and lines, and text at a place of the canvas.</summary>
internal static class PlotText
{
    public const float Size = 15;
    public const float Small = 13;
    public const float LineWidth = 2;
    public const float CensorMarkSize = 9;
    public const float CensorMarkWidth = 1.2f;
    public const float RowHeight = 20;

    /// <summary>Width of a text in points.</summary>
    public static float Width(string text, bool bold = false)
    {
        using var paint = Paint.NewDisposablePaint();
        return new LabelStyle { FontName = ReportFonts.Family, FontSize = Small, Bold = bold }.Measure(text, paint).Width;
    }

    /// <summary>Draws a text.</summary>
    public static void Draw(RenderPack pack, string text, Pixel at, Alignment alignment, Color color, bool bold = false)
    {
        using var paint = Paint.NewDisposablePaint();
        var style = new LabelStyle
        {
            Text = text,
            FontName = ReportFonts.Family,
            FontSize = Small,
            Bold = bold,
            ForeColor = color,
            Alignment = alignment,
        };
        style.Render(pack.Canvas, at, paint);
    }
}
