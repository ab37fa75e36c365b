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

    private readonly float _outdent;
    private readonly Color _text;

    /// <summary>A legend.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="width">Room for a line.</param>
    /// <param name="outdent">How far to the left of the data it starts.</param>
    /// <param name="text">Colour of texts.</param>
    public LegendPanel(IReadOnlyList<LegendEntry> entries, float width, float outdent, Color text)
        : this(Lines(entries, width), outdent, text)
    {
    }

    private LegendPanel(List<List<LegendEntry>> lines, float outdent, Color text)
        : base(Edge.Top, (lines.Count * PlotText.RowHeight) + (2 * Space)) => (_lines, _outdent, _text) = (lines, outdent, text);

    protected override void Draw(RenderPack pack, PixelRect strip)
    {
        for (var line = 0; line < _lines.Count; line++)
        {
            var (x, middle) = (strip.Left - _outdent + Gap, strip.Top + Space + (PlotText.RowHeight * (line + 0.5f)));
            foreach (var entry in _lines[line])
            {
                DrawSample(pack, entry, x, middle - TextRise);
                PlotText.Draw(pack, entry.Text, new(x + SampleWidth(entry), middle), Alignment.MiddleLeft, _text);
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
            case LegendSample.Dashes:
                foreach (var part in new[] { 0, 9, 18 })
                    Drawing.DrawLine(pack.Canvas, paint, new(x + part, middle), new(x + part + 6, middle), entry.Color, PlotText.LineWidth);
                break;
            case LegendSample.Dot:
                Drawing.DrawMarker(pack.Canvas, paint, new(x + (PlotText.CensorMarkSize / 2), middle), Dot(entry.Color));
                break;
            case LegendSample.Box:
                var filled = new PixelRect(x, x + 14, middle + 6, middle - 6);
                Drawing.FillRectangle(pack.Canvas, filled, paint, new FillStyle { Color = entry.Color });
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
        LegendSample.Mark or LegendSample.Dot => PlotText.CensorMarkSize + Gap,
        LegendSample.Box => 14 + Gap,
        _ => LongSample + Gap,
    };

    private static MarkerStyle Dot(Color color) => new(MarkerShape.FilledCircle, PlotText.CensorMarkSize, color);
}
