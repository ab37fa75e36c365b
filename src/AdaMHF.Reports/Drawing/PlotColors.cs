using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>The colours of one theme.</summary>
/// <param name="Background">Ground of the plot.</param>
/// <param name="Text">Text and axes.</param>
/// <param name="Muted">Samples of the legend that stand for every group, and lines of reference.</param>
/// <param name="Grid">Lines of the grid.</param>
/// <param name="Palette">Colours of groups, in their order.</param>
/// <param name="Lower">What lowers the risk, or the group of low risk.</param>
/// <param name="Higher">What raises the risk, or the group of high risk.</param>
internal sealed record PlotColors(
    Color Background, Color Text, Color Muted, Color Grid, IReadOnlyList<string> Palette, Color Lower, Color Higher)
{
    private static readonly PlotColors Light = Create("#FFFFFF", "#1B1B1B", "#6B6B6B", "#E8E8E8", ReportPalette.ColorBlindSafe);

    private static readonly PlotColors Dark = Create("#16191D", "#ECEEF0", "#A5ABB3", "#30363D", ReportPalette.ColorBlindSafeOnDark);

    public static PlotColors Of(PlotTheme theme) => theme switch
    {
        PlotTheme.Light => Light,
        PlotTheme.Dark => Dark,
        _ => throw new ArgumentOutOfRangeException(nameof(theme), theme, "Expected a named theme."),
    };

    /// <summary>The colour of a place; those of the theme where the caller chose no palette of his own.</summary>
    public Color At(int place, IReadOnlyList<string>? palette = null)
    {
        var chosen = palette is null || ReferenceEquals(palette, ReportPalette.ColorBlindSafe) ? Palette : palette;
        return Color.FromHex(chosen[place % chosen.Count]);
    }

    private static PlotColors Create(string background, string text, string muted, string grid, IReadOnlyList<string> palette) => new(
        Color.FromHex(background), Color.FromHex(text), Color.FromHex(muted), Color.FromHex(grid), palette,
        Color.FromHex(palette[0]), Color.FromHex(palette[1]));
}
