using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>Label of the bottom axis in the middle of the whole plot, in as many lines as its width asks for.</summary>
internal sealed class CaptionPanel : EdgePanel
{
    private const float Space = 4;
    private readonly List<string> _lines;
    private readonly float _middle;
    private readonly Color _color;

    public CaptionPanel(string text, float width, Color color)
        : this(Lines(text, width - 20), width / 2, color)
    {
    }

    private CaptionPanel(List<string> lines, float middle, Color color)
        : base(Edge.Bottom, (lines.Count * PlotText.RowHeight) + Space) => (_lines, _middle, _color) = (lines, middle, color);

    protected override void Draw(RenderPack pack, PixelRect strip)
    {
        for (var line = 0; line < _lines.Count; line++)
        {
            var y = strip.Top + (PlotText.RowHeight * (line + 0.5f));
            PlotText.Draw(pack, _lines[line], new(_middle, y), Alignment.MiddleCenter, _color);
        }
    }

    private static List<string> Lines(string text, float width)
    {
        List<string> lines = [""];
        foreach (var word in text.Split(' '))
        {
            var longer = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            if (lines[^1].Length > 0 && PlotText.Width(longer) > width) lines.Add(word);
            else lines[^1] = longer;
        }
        return lines;
    }
}
