namespace AdaMHF.PatchBags;

/// <summary>The content of one slide's file: the header, and the matrices to read patches from while the file is open.</summary>
/// <param name="Header">What is known without reading.</param>
/// <param name="Features">N x D.</param>
/// <param name="Coordinates">N x 2, in the unit of the file; null where it has none.</param>
/// <param name="Micrometres">Micrometres per pixel by which coordinates in micrometres become pixels; null for pixels.</param>
internal sealed record SlideContent(SlideHeader Header, NumberMatrix Features, NumberMatrix? Coordinates, double? Micrometres = null)
{
    private static readonly string[] FeatureNames = ["features", "feats", "embeddings"];

    private static readonly string[] CoordinateNames = ["coords", "coordinates"];

    /// <summary>Whether an array is one of the bag's by its name; others are passed over.</summary>
    public static bool IsNameOfArray(string name) => FeatureNames.Contains(name) || CoordinateNames.Contains(name);

    /// <summary>
    /// Finds features and coordinates by their names. The only array of a file holds the features, whatever its name.
    /// </summary>
    /// <exception cref="PatchBagException">They are missing, or of a shape or type that they cannot have.</exception>
    public static SlideContent Of(BagFile file, IReadOnlyList<StoredArray> arrays, SlideNotes notes)
    {
        var coordinates = Named(arrays, CoordinateNames);
        var features = Named(arrays, FeatureNames)
            ?? (arrays.Where(array => array != coordinates).ToArray() is [var only] ? only : throw NoFeatures(file, arrays));
        if (features.Format is { IsFloatingPoint: false })
        {
            throw new PatchBagException(
                $"'{file.Path}': {Title(features)} holds integers ({features.TypeName}); expected floating-point features.");
        }

        // The features of a whole slide, as TRIDENT writes them, are one patch.
        var (rows, columns) = features is { Shape: [var width and >= 0 and <= int.MaxValue], Format: not null }
            ? (1, (int)width)
            : Matrix(file, features, "N x D");
        if (rows > 0 && columns == 0)
        {
            throw new PatchBagException(
                $"'{file.Path}': {Title(features)} has shape {Text(features.Shape)}; expected at least one feature per patch.");
        }
        if (coordinates is not null && Matrix(file, coordinates, "N x 2") is var (places, pair) && (places != rows || pair != 2))
        {
            throw new PatchBagException(
                $"'{file.Path}': {Title(coordinates)} has shape {Text(coordinates.Shape)}; " +
                $"expected {rows} x 2, one row per patch of {Title(features)}.");
        }
        var header = new SlideHeader(file.Path, rows, columns, HasCoordinates: coordinates is not null)
        {
            PatchSize = notes.PatchSize,
            Level = notes.Level,
            Encoder = notes.Encoder,
            MicronsPerPixel = notes.MicronsPerPixel,
            PatchSizeAtLevel0 = notes.PatchSizeAtLevel0,
            CoordinateMicronsPerPixel = coordinates is null ? null : notes.Micrometres(file),
        };
        // What the file cannot hold is refused first, as damaged.
        var content = new SlideContent(
            header, features.OpenMatrix(rows, columns), coordinates?.OpenMatrix(rows, 2), header.CoordinateMicronsPerPixel);
        RequireWithinLimits(file, features, rows, columns);
        return content;
    }

    /// <summary>Reads patches into place; arguments as in <see cref="ISlideSource.Read"/>.</summary>
    public void Read(ReadOnlySpan<int> rows, Span<float> features, Span<PatchCoordinate> coordinates)
    {
        Features.ReadRows(rows, features);
        if (!coordinates.IsEmpty) ReadCoordinates(rows, coordinates);
    }

    /// <summary>Reads the coordinates of patches; arguments as in <see cref="ISlideSource.ReadCoordinates"/>.</summary>
    public void ReadCoordinates(ReadOnlySpan<int> rows, Span<PatchCoordinate> coordinates)
    {
        if (Coordinates is null)
            throw new PatchBagException($"'{Header.Source}' lost its coordinates while it was in use. Open the bag again.");

        var pixels = new double[rows.Length * 2];
        Coordinates.ReadRows(rows, pixels);
        for (var i = 0; i < rows.Length; i++)
            coordinates[i] = new(Pixel(pixels[2 * i], rows[i]), Pixel(pixels[(2 * i) + 1], rows[i]));
    }

    private int Pixel(double value, int row)
    {
        var pixel = Micrometres is { } micrometres ? Math.Round(value / micrometres) : value;
        return pixel is >= int.MinValue and <= int.MaxValue && double.IsInteger(pixel)
            ? (int)pixel
            : throw new PatchBagException(
                $"'{Header.Source}': row {row} of the coordinates holds {value}; expected whole pixels below {int.MaxValue}, or "
                + "micrometres and an attribute 'unit' that says 'um'.");
    }

    private static StoredArray? Named(IReadOnlyList<StoredArray> arrays, string[] names) =>
        names.Select(name => arrays.FirstOrDefault(array => array.Name == name)).FirstOrDefault(array => array is not null);

    private static (int Rows, int Columns) Matrix(BagFile file, StoredArray array, string expected)
    {
        var shape = array.Shape;
        var leading = shape is [1, _, _] ? 1 : 0;
        if (shape.Length - leading != 2 || shape.Any(extent => extent is < 0 or > int.MaxValue))
        {
            var found = shape.Length == 0 ? "no axis" : $"shape {Text(shape)}";
            throw new PatchBagException($"'{file.Path}': {Title(array)} has {found}; expected {expected} or 1 x {expected}.");
        }
        if (array.Format is null)
            throw new PatchBagException($"'{file.Path}': {Title(array)} holds {array.TypeName}; expected numbers of 16, 32 or 64 bits.");
        return ((int)shape[^2], (int)shape[^1]);
    }

    private static void RequireWithinLimits(BagFile file, StoredArray features, int rows, int columns)
    {
        var limits = FileLimits.Default;
        Require(rows <= limits.Patches, limits.Patches, nameof(limits.Patches));
        Require(columns <= limits.PatchWidth, limits.PatchWidth, nameof(limits.PatchWidth));
        Require((Int128)rows * columns * features.Format!.Value.Size <= limits.ArrayBytes, limits.ArrayBytes, nameof(limits.ArrayBytes));

        void Require(bool holds, long most, string limit)
        {
            if (holds) return;
            throw new PatchBagException(
                $"'{file.Path}': {Title(features)} of {rows} x {columns} values of {features.Format!.Value.Size} bytes is larger than "
                + $"{nameof(FileLimits)}.{limit} allows: {most}. Raise the limit if the file is what you expect.");
        }
    }

    private static PatchBagException NoFeatures(BagFile file, IReadOnlyList<StoredArray> arrays)
    {
        var found = string.Join(", ", arrays.Select(array => $"'{array.Name}'").Order(StringComparer.Ordinal).Take(20));
        return new($"'{file.Path}' has no array 'features' (N x D patch features). It holds: {(found.Length == 0 ? "nothing" : found)}.");
    }

    private static string Title(StoredArray array) => array.Name.Length == 0 ? "the array" : $"'{array.Name}'";

    private static string Text(long[] shape) => string.Join(" x ", shape);
}
