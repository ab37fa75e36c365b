using System.Text;

namespace AdaMHF.Reports;

/// <summary>A plot that can be written as PNG and SVG, in a light and a dark theme, at any size.</summary>
public abstract class ReportPlot
{
    private const int LeastWidth = 300, LeastHeight = 100;

    private protected ReportPlot()
    {
    }

    /// <summary>What to do where the system has no fonts, so that plots have no text; null where it has some.</summary>
    public static string? FontWarning => ReportFonts.Warning();

    /// <summary>What the plot shows, in a sentence or two: the alternative text for readers who cannot see it.</summary>
    public abstract string Description { get; }

    /// <summary>Writes a PNG file. The file appears whole, over an older one, or not at all.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    /// <param name="width">Width in points, at least 300; the size of text is in points too.</param>
    /// <param name="height">Height in points, at least 100; one that suits the content when null, the default.</param>
    /// <param name="scale">Pixels per point, above 0; 2 or 3 for print.</param>
    /// <param name="theme">The ground.</param>
    public void SavePng(string path, int width = 900, int? height = null, double scale = 1, PlotTheme theme = PlotTheme.Light)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var png = ToPng(width, height, scale, theme);
        AtomicFile.Write(path, stream => stream.Write(png));
    }

    /// <summary>Writes an SVG file. The file appears whole, over an older one, or not at all.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    /// <param name="width">Width in points, at least 300.</param>
    /// <param name="height">Height in points, at least 100; one that suits the content when null, the default.</param>
    /// <param name="theme">The ground.</param>
    public void SaveSvg(string path, int width = 900, int? height = null, PlotTheme theme = PlotTheme.Light)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var svg = Encoding.UTF8.GetBytes(ToSvg(width, height, theme));
        AtomicFile.Write(path, stream => stream.Write(svg));
    }

    /// <summary>Draws a PNG image.</summary>
    /// <param name="width">Width in points, at least 300.</param>
    /// <param name="height">Height in points, at least 100; one that suits the content when null, the default.</param>
    /// <param name="scale">Pixels per point, above 0.</param>
    /// <param name="theme">The ground.</param>
    public byte[] ToPng(int width = 900, int? height = null, double scale = 1, PlotTheme theme = PlotTheme.Light)
    {
        if (!(scale > 0 && double.IsFinite(scale)))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "Expected a finite scale above 0.");
        var high = Height(width, height);
        using var drawing = Draw(width, high, PlotColors.Of(theme));
        drawing.ScaleFactor = scale;
        return drawing.GetImage((int)Math.Round(width * scale), (int)Math.Round(high * scale)).GetImageBytes(ScottPlot.ImageFormat.Png);
    }

    /// <summary>Draws an SVG image, with text as text.</summary>
    /// <param name="width">Width in points, at least 300.</param>
    /// <param name="height">Height in points, at least 100; one that suits the content when null, the default.</param>
    /// <param name="theme">The ground.</param>
    public string ToSvg(int width = 900, int? height = null, PlotTheme theme = PlotTheme.Light)
    {
        var high = Height(width, height);
        using var drawing = Draw(width, high, PlotColors.Of(theme));
        return SvgIdentifiers.Renumber(drawing.GetSvgXml(width, high));
    }

    /// <summary>The height that suits the content at a width, in points.</summary>
    internal virtual int SuitableHeight(int width) => Math.Max(360, width * 2 / 3);

    internal abstract ScottPlot.Plot Draw(int width, int height, PlotColors colors);

    private int Height(int width, int? height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, LeastWidth);
        if (height is { } given) ArgumentOutOfRangeException.ThrowIfLessThan(given, LeastHeight, nameof(height));
        return height ?? SuitableHeight(width);
    }
}
