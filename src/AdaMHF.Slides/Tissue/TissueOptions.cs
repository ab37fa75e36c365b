using System.Globalization;

namespace AdaMHF.Slides;

/// <summary>How tissue is told from glass: CLAM's method, its presets, and its names for <see cref="Parse"/>.</summary>
public sealed record TissueOptions
{
    /// <summary>Level that is segmented as it is; CLAM's <c>seg_level</c>. Null, the default, makes a thumbnail for it.</summary>
    public int? Level { get; init; }

    /// <summary>Saturation above which a pixel is tissue, 0 to 255; CLAM's <c>sthresh</c>. Default 8.</summary>
    public int SaturationThreshold { get; init; } = 8;

    /// <summary>Edge of the median filter in pixels, odd, 1 to 99; CLAM's <c>mthresh</c>. Default 7.</summary>
    public int MedianSize { get; init; } = 7;

    /// <summary>Edge of the square that closes gaps, in pixels, 0 to 99, 0 for none; CLAM's <c>close</c>. Default 4.</summary>
    public int Closing { get; init; } = 4;

    /// <summary>Whether Otsu's method finds the threshold of saturation; CLAM's <c>use_otsu</c>. Default false.</summary>
    public bool UseOtsu { get; init; }

    /// <summary>
    /// Smallest piece of tissue in squares of 512 x 512 pixels of level 0, at least 0; CLAM's <c>a_t</c>. Default 16. On a small slide
    /// less: see <see cref="ScaleAreas"/>.
    /// </summary>
    public double TissueArea { get; init; } = 16;

    /// <summary>Smallest hole that stays one, in the same unit; CLAM's <c>a_h</c>. Default 4.</summary>
    public double HoleArea { get; init; } = 4;

    /// <summary>Holes of a piece of tissue that stay holes, the largest ones; CLAM's <c>max_n_holes</c>. Default 8.</summary>
    public int MaxHoles { get; init; } = 8;

    /// <summary>
    /// Whether both areas shrink on slides so small that <see cref="TissueArea"/> is above a thousandth of them: CLAM's values are made for
    /// slides of 100,000 pixels and leave nothing of a small one. Default true.
    /// </summary>
    public bool ScaleAreas { get; init; } = true;

    /// <summary>Whether green and blue ink, which H&amp;E tissue never is, is no tissue. Default true; CLAM has no such filter.</summary>
    public bool ExcludePen { get; init; } = true;

    /// <summary>Whether near-black pixels (borders of scanners, black ink) are no tissue. Default true; CLAM has no such filter.</summary>
    public bool ExcludeBlack { get; init; } = true;

    /// <summary>CLAM's <c>tcga.csv</c>: the defaults.</summary>
    public static TissueOptions Tcga { get; } = new();

    /// <summary>CLAM's <c>bwh_biopsy.csv</c>.</summary>
    public static TissueOptions Biopsy { get; } =
        new() { SaturationThreshold = 15, MedianSize = 11, Closing = 2, TissueArea = 1, HoleArea = 1, MaxHoles = 2 };

    /// <summary>CLAM's <c>bwh_resection.csv</c>.</summary>
    public static TissueOptions Resection { get; } =
        new() { SaturationThreshold = 15, MedianSize = 11, TissueArea = 100, HoleArea = 16 };

    /// <summary>Reads a preset, settings by CLAM's names, or both, such as <c>bwh_biopsy,use_otsu=true,a_t=2</c>.</summary>
    /// <exception cref="FormatException">A name or value is unknown; the message lists what there is.</exception>
    public static TissueOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var options = Tcga;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            options = part.Split('=', 2, StringSplitOptions.TrimEntries) switch
            {
                [var preset] => Preset(preset),
                [var name, var value] => options.With(name, value),
                _ => options,
            };
        }
        options.Check();
        return options;
    }

    internal void Check()
    {
        Require(Level is null or >= 0, nameof(Level), Level, "at least 0, or null");
        Require(SaturationThreshold is >= 0 and <= 255, nameof(SaturationThreshold), SaturationThreshold, "0 to 255");
        Require(MedianSize is >= 1 and <= 99 && MedianSize % 2 == 1, nameof(MedianSize), MedianSize, "an odd number from 1 to 99");
        Require(Closing is >= 0 and <= 99, nameof(Closing), Closing, "0 to 99");
        Require(TissueArea is >= 0 and < 1e9, nameof(TissueArea), TissueArea, "at least 0");
        Require(HoleArea is >= 0 and < 1e9, nameof(HoleArea), HoleArea, "at least 0");
        Require(MaxHoles >= 0, nameof(MaxHoles), MaxHoles, "at least 0");
    }

    private static void Require(bool isRight, string name, object? value, string expected)
    {
        if (!isRight) throw new ArgumentOutOfRangeException(name, value, $"Expected {expected}.");
    }

    private static TissueOptions Preset(string name) => name.Replace("bwh_", "", StringComparison.Ordinal) switch
    {
        "tcga" => Tcga,
        "biopsy" => Biopsy,
        "resection" => Resection,
        _ => throw new FormatException($"There is no tissue preset '{name}'. There are tcga, bwh_biopsy and bwh_resection."),
    };

    private TissueOptions With(string name, string value) => name switch
    {
        "seg_level" => this with { Level = Integer(name, value) is >= 0 and var level ? level : null },
        "sthresh" => this with { SaturationThreshold = Integer(name, value) },
        "mthresh" => this with { MedianSize = Integer(name, value) },
        "close" => this with { Closing = Integer(name, value) },
        "use_otsu" => this with { UseOtsu = Truth(name, value) },
        "a_t" => this with { TissueArea = Number(name, value) },
        "a_h" => this with { HoleArea = Number(name, value) },
        "max_n_holes" => this with { MaxHoles = Integer(name, value) },
        "scale_areas" => this with { ScaleAreas = Truth(name, value) },
        "exclude_pen" => this with { ExcludePen = Truth(name, value) },
        "exclude_black" => this with { ExcludeBlack = Truth(name, value) },
        _ => throw new FormatException(
            $"There is no tissue setting '{name}'. There are seg_level, sthresh, mthresh, close, use_otsu, a_t, a_h, max_n_holes, "
            + "scale_areas, exclude_pen and exclude_black."),
    };

    private static int Integer(string name, string value) =>
        int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(name, value, "a whole number");

    private static double Number(string name, string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Wrong(name, value, "a number");

    private static bool Truth(string name, string value) =>
        bool.TryParse(value, out var truth) ? truth : throw Wrong(name, value, "true or false");

    private static FormatException Wrong(string name, string value, string expected) =>
        new($"The tissue setting '{name}' is '{value}'; expected {expected}.");
}
