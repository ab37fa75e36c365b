using System.Globalization;

namespace AdaMHF.Benchmark;

/// <summary>A drawing with two axes.</summary>
internal sealed class Frame
{
    private const double Width = 400;
    private const double Left = 46;
    private const double Right = 12;
    private const double Top = 20;

    private Frame(Svg drawing, Scale x, Scale y) => (Drawing, X, Y) = (drawing, x, y);

    public Svg Drawing { get; }

    public Scale X { get; }

    public Scale Y { get; }

    /// <summary>Draws axes, grid and their names.</summary>
    /// <param name="description">What the drawing shows, for those who cannot see it.</param>
    /// <param name="x">Range and name of the horizontal axis.</param>
    /// <param name="y">Range and name of the vertical axis.</param>
    /// <param name="below">Room for lines of text under the axis.</param>
    public static Frame Draw(
        string description, (double Low, double High, string Name, AxisKind Kind) x, (double Low, double High, string Name) y,
            double below = 0)
    {
        const double Bottom = 222;
        var drawing = new Svg(Width, Bottom + 40 + below, description);
        var frame = new Frame(drawing, new(x.Low, x.High, Left, Width - Right, x.Kind), new(y.Low, y.High, Bottom, Top));
        foreach (var tick in frame.Y.Ticks(5))
            drawing.Line(Left, frame.Y.At(tick), Width - Right, frame.Y.At(tick), "grid")
                .Text(Left - 6, frame.Y.At(tick) + 4, Tick(tick), "end");
        foreach (var tick in frame.X.Ticks(5))
            drawing.Line(frame.X.At(tick), Bottom, frame.X.At(tick), Bottom + 4, "axis")
                .Text(frame.X.At(tick), Bottom + 17, Tick(tick), "middle");
        drawing.Line(Left, Bottom, Width - Right, Bottom, "axis").Line(Left, Top, Left, Bottom, "axis");
        drawing.Text((Left + Width - Right) / 2, Bottom + 34, x.Name, "middle", style: "name").Text(Left, Top - 8, y.Name, style: "name");
        return frame;
    }

    private static string Tick(double value) => Math.Abs(value) >= 1e6
        ? string.Create(CultureInfo.InvariantCulture, $"{value / 1e6:0.##}M")
        : string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##}");
}
