using SkiaSharp;

namespace AdaMHF.Reports;

/// <summary>The fonts of the system, without which plots have no text.</summary>
internal static class ReportFonts
{
    // Typefaces without serifs that read well in figures, by preference; the system's own default where it has none of them.
    private static readonly string[] Preferred =
        ["Arial", "Helvetica", "Liberation Sans", "DejaVu Sans", "Noto Sans", "Open Sans", "Segoe UI"];

    /// <summary>Name of the typeface in which plots are written.</summary>
    public static string Family { get; } =
        Preferred.FirstOrDefault(name => SKFontManager.Default.FontFamilies.Contains(name)) ?? SKTypeface.Default.FamilyName;

    /// <summary>What to do where the system has no font; null where it has one.</summary>
    public static string? Warning() => WarningFor(SKTypeface.Default.GlyphCount);

    /// <summary>What to do where the default typeface has so many glyphs; null where that is one or more.</summary>
    public static string? WarningFor(int glyphs) => glyphs > 0 ? null :
        "This system has no fonts, so plots are drawn without text. Install one: on Debian and Ubuntu 'apt-get install fonts-dejavu-core', "
        + "on Fedora 'dnf install dejavu-sans-fonts', on Alpine 'apk add font-dejavu'.";
}
