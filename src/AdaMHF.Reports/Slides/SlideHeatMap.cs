using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// Scores of patches as colours over the slide, or over the grid of its patches where there is no picture of it. Created by
/// <see cref="SlidePlotExtensions"/>.
/// </summary>
/// <remarks>Attention says where a network looked, not what it saw there, and not that the place raises the risk.</remarks>
public sealed class SlideHeatMap : ReportPlot
{
    private readonly SlideHeatMapOptions _options;

    internal SlideHeatMap(SlidePatches slide, SlideHeatMapOptions options)
    {
        options.Check();
        (Slide, _options) = (slide, options);
    }

    /// <summary>The patches on the map.</summary>
    public SlidePatches Slide { get; }

    /// <inheritdoc/>
    public override string Description
    {
        get
        {
            var top = Slide.Top(3).Select(patch => $"patch {patch.Number} at x {patch.X}, y {patch.Y}");
            return $"Map of {Slide.ScoreName} over {ReportNumbers.Counted(Slide.Patches.Length, "patch").Replace("patchs", "patches")} "
                + $"of the slide {Slide.Slide}; the highest are {string.Join(", ", top)}.";
        }
    }

    internal override int SuitableHeight(int width)
    {
        var (across, down) = (Span(patch => patch.X), Span(patch => patch.Y));
        return Math.Clamp((int)(width * Math.Clamp(down / across, 0.4, 1.2)) + 90, 320, 1200);
    }

    internal override Plot Draw(int width, int height, PlotColors colors)
    {
        var ground = new SkiaSharp.SKColor(colors.Background.R, colors.Background.G, colors.Background.B);
        var (png, part) = HeatRaster.Paint(Slide, _options, ground);
        var plot = PlotFrame.Create(colors, _options.Title, "", "");
        plot.HideGrid();
        plot.Axes.Left.LockSize(LegendPanel.RightMargin);
        plot.Axes.Frameless();
        using var loaded = SkiaSharp.SKBitmap.Decode(png);
        // The vertical axis of a slide points down.
        plot.Add.ImageRect(new Image(loaded), new CoordinateRect(part.Left, part.Right, -part.Bottom, -part.Top));
        plot.Axes.SetLimits(part.Left, part.Right, -part.Bottom, -part.Top);
        plot.Axes.SquareUnits();
        // Slides are bright whatever the theme.
        var onSlide = _options.Thumbnail is null ? colors.Text : Color.FromHex("#1B1B1B");
        if (_options.MicronsPerPixel is { } mpp) AddScaleBar(plot, part.Width * mpp, part, mpp, onSlide);
        var (lowest, highest) = _options.Ranked
            ? ("lowest", "highest")
            : (Score(Slide.Patches.Min(patch => patch.Score)), Score(Slide.Patches.Max(patch => patch.Score)));
        var name = Slide.ScoreName + (_options.Ranked ? " (rank within the slide)" : "");
        plot.Axes.AddPanel(new ColorBarPanel(name, lowest, highest, colors.Text));
        plot.Font.Set(ReportFonts.Family);
        return plot;
    }

    private static string Score(double score) => score.ToString("G3", System.Globalization.CultureInfo.InvariantCulture);

    private static void AddScaleBar(Plot plot, double across, SkiaSharp.SKRect part, double mpp, Color color)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(across / 4)));
        var length = power * (5 * power <= across / 4 ? 5 : 2 * power <= across / 4 ? 2 : 1);
        var (x, y) = (part.Left + (part.Width * 0.03), -part.Bottom + (part.Height * 0.04));
        PlotFrame.Line(plot, [x, x + (length / mpp)], [y, y], color, 4);
        var text = plot.Add.Text(length >= 1000 ? $"{ReportNumbers.Short(length / 1000)} mm" : $"{ReportNumbers.Short(length)} µm", x, y);
        text.LabelFontSize = PlotText.Small;
        text.LabelFontColor = color;
        text.LabelAlignment = Alignment.LowerLeft;
        text.OffsetY = -4;
    }

    private double Span(Func<PatchScore, int> place) => Slide.Patches.Max(place) - Slide.Patches.Min(place) + (2.0 * Slide.PatchSize);
}
