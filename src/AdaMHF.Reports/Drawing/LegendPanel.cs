using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>The legend above the data, where it covers no curve, in as many lines as the width asks for.</summary>
internal sealed class LegendPanel : EdgePanel
{
    /// <summary>Space to the right of the data.</summary>
    public const float RightMargin = 20;

    private const float LongSample = 26, Gap = 7, Between = 22, Space = 6;

    // The middle of small letters lies above the middle of a line of text.
    private const float TextRise = 2;

    private readonly List<List<LegendEntry>> _lines;

    public LegendPanel(IReadOnlyList<LegendEntry> entries, float width)
        : this(Lines(entries, width))
    {
    }

    private LegendPanel(List<List<LegendEntry>> lines)
        : base(Edge.Top, (lines.Count * PlotText.RowHeight) + (2 * Space)) => _lines = lines;

    protected override void Draw(RenderPack pack, PixelRect strip)
    {
        for (var line = 0; line < _lines.Count; line++)
        {
            var (x, middle) = (strip.Left + Gap, strip.Top + Space + (PlotText.RowHeight * (line + 0.5f)));
            foreach (var entry in _lines[line])
            {
                DrawSample(pack, entry, x, middle - TextRise);
                PlotText.Draw(pack, entry.Text, new(x + SampleWidth(entry), middle), Alignment.MiddleLeft, Colors.Black);
                x += Width(entry);
            }
        }
    }

    private static void DrawSample(RenderPack pack, LegendEntry entry, float x, float middle)
    {
        using var paint = Paint.NewDisposablePaint();
        switch (entry.Sample)
        {
            case LegendSample.Band:
                var box = new PixelRect(x, x + LongSample, middle + 6, middle - 6);
                Drawing.FillRectangle(pack.Canvas, box, paint, new FillStyle { Color = entry.Color.WithAlpha(70) });
                break;
            case LegendSample.Mark:
                var half = PlotText.CensorMarkSize / 2;
                Pixel top = new(x + half, middle - half), bottom = new(x + half, middle + half);
                Drawing.DrawLine(pack.Canvas, paint, top, bottom, entry.Color, PlotText.CensorMarkWidth);
                break;
            case LegendSample.Line:
                Drawing.DrawLine(pack.Canvas, paint, new(x, middle), new(x + LongSample, middle), entry.Color, PlotText.LineWidth);
                break;
        }
    }

    private static List<List<LegendEntry>> Lines(IReadOnlyList<LegendEntry> entries, float width)
    {
        List<List<LegendEntry>> lines = [[]];
        var used = 0f;
        foreach (var entry in entries)
        {
            var needed = Width(entry);
            if (used > 0 && used + needed - Between > width)
            {
                lines.Add([]);
                used = 0;
            }
            lines[^1].Add(entry);
            used += needed;
        }
        return lines;
    }

    private static float Width(LegendEntry entry) => SampleWidth(entry) + PlotText.Width(entry.Text) + Between;

    private static float SampleWidth(LegendEntry entry) => entry.Sample switch
    {
        LegendSample.None => 0,
        LegendSample.Mark => PlotText.CensorMarkSize + Gap,
        _ => LongSample + Gap,
    };
}
