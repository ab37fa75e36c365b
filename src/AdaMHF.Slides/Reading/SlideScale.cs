using System.Globalization;
using System.Text.RegularExpressions;

namespace AdaMHF.Slides;

/// <summary>Scale of a slide, from the first source that has one.</summary>
internal sealed partial record SlideScale(double? MicronsPerPixel, ScaleSource Source, double? Magnification)
{
    // Scanners have 0.1 to 2; what screens and printers write into the same tags is far above.
    private const double FinestByTags = 0.02;
    private const double CoarsestByTags = 20;

    /// <summary>Scale of a TIFF from its description (Aperio, OME-XML) and resolution tags.</summary>
    /// <param name="description">ImageDescription of the first page.</param>
    /// <param name="tagged">Microns per pixel by the resolution tags; null where there are none.</param>
    public static SlideScale OfTiff(string description, double? tagged)
    {
        var magnification = Number(AppMag().Match(description)) ?? Number(NominalMagnification().Match(description));
        var stated = Number(Mpp().Match(description)) ?? OmePhysicalSize(description);
        return Of(stated, tagged, magnification);
    }

    /// <summary>The first of: the scanner's entry, the resolution tags, 10 / magnification.</summary>
    public static SlideScale Of(double? stated, double? tagged, double? magnification) => (stated, tagged, magnification) switch
    {
        ({ } entry, _, _) when IsScale(entry) => new(entry, ScaleSource.Metadata, magnification),
        (_, >= FinestByTags and <= CoarsestByTags, _) => new(tagged, ScaleSource.ResolutionTags, magnification),
        (_, _, { } objective) when IsScale(10 / objective) => new(10 / objective, ScaleSource.Magnification, magnification),
        _ => new(null, ScaleSource.None, magnification),
    };

    public SlideScale OrAssumed(double? micronsPerPixel) => MicronsPerPixel is null && micronsPerPixel is not null
        ? this with { MicronsPerPixel = micronsPerPixel, Source = ScaleSource.Assumed }
        : this;

    private static bool IsScale(double value) => double.IsFinite(value) && value > 0;

    private static double? OmePhysicalSize(string description)
    {
        if (!description.Contains("<OME", StringComparison.Ordinal)) return null;
        if (Number(PhysicalSizeX().Match(description)) is not { } size) return null;
        return PhysicalUnit().Match(description) is { Success: true } unit ? size * MicronsIn(unit.Groups[1].Value) : size;
    }

    private static double MicronsIn(string unit) => unit switch
    {
        "nm" => 1e-3,
        "mm" => 1e3,
        "cm" => 1e4,
        "m" => 1e6,
        "µm" or "μm" or "um" or "&#181;m" or "&#xb5;m" or "&#xB5;m" => 1,
        _ => double.NaN,
    };

    private static double? Number(Match match) =>
        double.TryParse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : null;

    [GeneratedRegex(@"\|\s*MPP\s*=\s*([0-9.eE+-]+)")]
    private static partial Regex Mpp();

    [GeneratedRegex(@"\|\s*AppMag\s*=\s*([0-9.]+)")]
    private static partial Regex AppMag();

    [GeneratedRegex("PhysicalSizeX=\"([0-9.eE+-]+)\"")]
    private static partial Regex PhysicalSizeX();

    [GeneratedRegex("PhysicalSizeXUnit=\"([^\"]+)\"")]
    private static partial Regex PhysicalUnit();

    [GeneratedRegex("NominalMagnification=\"([0-9.]+)\"")]
    private static partial Regex NominalMagnification();
}
