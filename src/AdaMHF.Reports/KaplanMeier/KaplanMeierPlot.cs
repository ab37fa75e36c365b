using System.Text;
using AdaMHF.Survival;

namespace AdaMHF.Reports;

/// <summary>
/// Kaplan-Meier curves of one or more groups, with pointwise confidence bands, a tick where patients were censored, numbers at risk under
/// the time axis, and the
/// log-rank p-value. Created by <see cref="KaplanMeierPlotExtensions"/>.
/// </summary>
/// <remarks>
/// Number at risk at a time: patients whose time is that one or later. A band ends where its curve reaches 0, because Greenwood's error is
/// not defined there. The
/// bands hold for each time alone, not for the whole curve at once.
/// </remarks>
public sealed class KaplanMeierPlot
{
    private readonly IReadOnlyList<PlottedGroup> _groups;
    private readonly KaplanMeierPlotOptions _options;

    internal KaplanMeierPlot(IReadOnlyList<PlottedGroup> groups, KaplanMeierPlotOptions options)
    {
        if (groups.Count == 0) throw new ArgumentException("There is no group to plot: the data have no patient.", nameof(groups));
        options.Check();
        (_groups, _options) = (groups, options);
        LogRank = CurveLogRank.Test(groups);
    }

    /// <summary>The log-rank test between the groups; null for one group, and where patients carry weights.</summary>
    public LogRankResult? LogRank { get; }

    /// <summary>What to do where the system has no fonts, so that the plot has no text; null where it has some.</summary>
    public static string? FontWarning => ReportFonts.Warning();

    /// <summary>Writes a PNG file. The file appears whole, over an older one, or not at all.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    /// <param name="width">Width in points, at least 300; the size of text is in points too.</param>
    /// <param name="height">Height in points, at least 200.</param>
    /// <param name="scale">Pixels per point, above 0; 2 or 3 for print.</param>
    public void SavePng(string path, int width = 900, int height = 600, double scale = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var png = ToPng(width, height, scale);
        AtomicFile.Write(path, stream => stream.Write(png));
    }

    /// <summary>Writes an SVG file. The file appears whole, over an older one, or not at all.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    /// <param name="width">Width in points, at least 300.</param>
    /// <param name="height">Height in points, at least 200.</param>
    public void SaveSvg(string path, int width = 900, int height = 600)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var svg = Encoding.UTF8.GetBytes(ToSvg(width, height));
        AtomicFile.Write(path, stream => stream.Write(svg));
    }

    /// <summary>Draws a PNG image.</summary>
    /// <param name="width">Width in points, at least 300.</param>
    /// <param name="height">Height in points, at least 200.</param>
    /// <param name="scale">Pixels per point, above 0.</param>
    public byte[] ToPng(int width = 900, int height = 600, double scale = 1)
    {
        if (!(scale > 0 && double.IsFinite(scale)))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "Expected a finite scale above 0.");
        using var drawing = Draw(width, height);
        drawing.ScaleFactor = scale;
        return drawing.GetImage((int)Math.Round(width * scale), (int)Math.Round(height * scale)).GetImageBytes(ScottPlot.ImageFormat.Png);
    }

    /// <summary>Draws an SVG image, with text as text.</summary>
    /// <param name="width">Width in points, at least 300.</param>
    /// <param name="height">Height in points, at least 200.</param>
    public string ToSvg(int width = 900, int height = 600)
    {
        using var drawing = Draw(width, height);
        return drawing.GetSvgXml(width, height);
    }

    private ScottPlot.Plot Draw(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 300);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 200);
        return KaplanMeierDrawing.Create(_groups, _options, LogRank, width);
    }
}
