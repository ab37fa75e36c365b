using System.Globalization;

namespace AdaMHF.PatchBags;

/// <summary>What a file says about its patches beside the arrays: attributes, metadata, entries of a dictionary.</summary>
internal sealed class SlideNotes
{
    // The names of CLAM, TRIDENT and of scripts made after them.
    private const string FeatureFolderPrefix = "features_";

    // Magnification 10 of an optical microscope is one micron per pixel in the scanners' convention, which TRIDENT follows.
    private const double MicronsPerPixelTimesMagnification = 10;

    /// <summary>The names that are asked for.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "patch_size", "patch_size_level0", "patch_level", "level", "microns_per_pixel", "mpp", "target_mpp", "target_magnification",
        "encoder", "encoder_name", "model_name", "savetodir", "extractor", "tile_size_px", "tile_size_um", "unit",
    };

    // What says how large a pixel is where coordinates are in micrometres, the first that is there before the next.
    private static readonly string[] ScaleNames = ["microns_per_pixel", "mpp", "target_mpp", "tile_size_um", "tile_size_px"];

    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    /// <summary>Adds a number (Int64 or Double) or a text; the first value of a name stays.</summary>
    public void Add(string name, object value) => _values.TryAdd(name, value);

    /// <summary>Notes that a name is there, and neither a number nor a text. It costs the bag only where it is needed.</summary>
    public void AddUnreadable(string name) => _unreadable.Add(name);

    /// <summary>Edge of a patch in pixels of its level.</summary>
    public int? PatchSize => Integer("patch_size") ?? Integer("tile_size_px");

    /// <summary>Edge of a patch in pixels of the finest level.</summary>
    public int? PatchSizeAtLevel0 => Integer("patch_size_level0");

    /// <summary>Level of the pyramid.</summary>
    public int? Level => Integer("patch_level") ?? Integer("level");

    /// <summary>Microns per pixel of the patches.</summary>
    public double? MicronsPerPixel =>
        Positive("microns_per_pixel") ?? Positive("mpp") ?? Positive("target_mpp")
        ?? Positive("tile_size_um") / Positive("tile_size_px")
        ?? (Positive("target_magnification") is { } magnification ? MicronsPerPixelTimesMagnification / magnification : null);

    /// <summary>Name of the encoder; TRIDENT gives it in the name of its output folder.</summary>
    public string? Encoder =>
        Text("encoder") ?? Text("encoder_name") ?? Text("extractor") ?? Text("model_name") ?? FromFolder(Text("savetodir"));

    /// <summary>
    /// Micrometres per pixel by which coordinates in micrometres, those of STAMP, become pixels: that of the patches, or 1 where the file
    /// does not say. Null for coordinates in pixels.
    /// </summary>
    /// <exception cref="PatchBagException">The file says it, and it is no scale: the coordinates would be wrong.</exception>
    public double? Micrometres(BagFile file)
    {
        if (Text("unit") is not ("um" or "\u00B5m" or "\u03BCm" or "micrometer" or "micron" or "microns")) return null;
        foreach (var name in ScaleNames)
        {
            if (Positive(name) is not null)
            {
                // Tile sizes are a scale together, all others alone.
                if (name.StartsWith("tile_", StringComparison.Ordinal)) continue;
                break;
            }
            if (!_values.TryGetValue(name, out var value) && !_unreadable.Contains(name)) continue;
            var found = value is null ? "neither a number nor a text" : string.Create(CultureInfo.InvariantCulture, $"'{value}'");
            throw new PatchBagException(
                $"'{file.Path}': its coordinates are in micrometres, and its attribute '{name}' is {found}; expected a number above 0. "
                + "Copy the file again, or correct the attribute.");
        }
        return MicronsPerPixel ?? 1;
    }

    private int? Integer(string name) =>
        Number(name) is { } value && double.IsInteger(value) && Math.Abs(value) <= int.MaxValue ? (int)value : null;

    private double? Positive(string name) => Number(name) is { } value and > 0 && double.IsFinite(value) ? value : null;

    private double? Number(string name) => _values.GetValueOrDefault(name) switch
    {
        long integer => integer,
        double real => real,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    private string? Text(string name) => _values.GetValueOrDefault(name) is string { Length: > 0 } text ? text : null;

    private static string? FromFolder(string? folder)
    {
        var last = folder?.TrimEnd('/', '\\').Split('/', '\\')[^1];
        return last is { } && last.Length > FeatureFolderPrefix.Length && last.StartsWith(FeatureFolderPrefix, StringComparison.Ordinal)
            ? last[FeatureFolderPrefix.Length..]
            : null;
    }
}
