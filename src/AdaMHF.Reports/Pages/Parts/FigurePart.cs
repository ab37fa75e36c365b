using System.Text;

namespace AdaMHF.Reports;

/// <summary>A plot as images within the page: on a light and a dark ground, for wide and for narrow screens.</summary>
internal sealed record FigurePart(
    string Light, string Dark, string Narrow, string NarrowDark, int Width, int Height, int NarrowWidth, int NarrowHeight,
    string Alternative, string Caption)
    : PagePart("figure")
{
    private const int Wide = 900, Small = 380;

    /// <summary>Heading of a figure among others; empty for none.</summary>
    public string Title { get; private init; } = "";

    /// <summary>Itself, as a grid has its figures.</summary>
    public IReadOnlyList<FigurePart> Figures => [this];

    public static FigurePart Of(ReportPlot plot, string caption)
    {
        var (height, low) = (plot.SuitableHeight(Wide), plot.SuitableHeight(Small));
        return new(
            Uri(plot, Wide, height, PlotTheme.Light), Uri(plot, Wide, height, PlotTheme.Dark),
            Uri(plot, Small, low, PlotTheme.Light), Uri(plot, Small, low, PlotTheme.Dark),
            Wide, height, Small, low, plot.Description, caption);
    }

    /// <summary>A figure of a grid, which is as narrow on a wide screen as on a phone.</summary>
    public static FigurePart SmallOf(string title, ReportPlot plot, string caption)
    {
        var height = plot.SuitableHeight(Small);
        return new(
            Uri(plot, Small, height, PlotTheme.Light), Uri(plot, Small, height, PlotTheme.Dark), "", "", Small, height, 0, 0,
            plot.Description, caption)
        { Title = title };
    }

    /// <summary>A place of a grid without a picture.</summary>
    public static FigurePart Without(string title, string caption) => new("", "", "", "", 0, 0, 0, 0, "", caption) { Title = title };

    // As an image of its own, so that identifiers within one plot meet those of no other.
    private static string Uri(ReportPlot plot, int width, int height, PlotTheme theme) =>
        "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(plot.ToSvg(width, height, theme)));
}
