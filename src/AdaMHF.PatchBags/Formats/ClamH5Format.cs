using PureHDF;
using PureHDF.Filters;
using PureHDF.VOL.Native;

namespace AdaMHF.PatchBags;

/// <summary>
/// HDF5 as CLAM writes it: <c>features</c> (N x D, or 1 x N x D) and, optionally, <c>coords</c> (N x 2, pixels of the finest level),
/// with <c>patch_size</c> and <c>patch_level</c> as attributes of <c>coords</c> where the writer gave them.
/// </summary>
internal sealed class ClamH5Format : IPatchBagFormat
{
    public const string Features = "features";
    public const string Coordinates = "coords";
    public const string PatchSize = "patch_size";
    public const string PatchLevel = "patch_level";
    public const string Encoder = "encoder";

    static ClamH5Format() => H5Filter.Register(new SafeFletcher32Filter());

    public string Name => "HDF5 in CLAM's layout";

    public bool Recognises(ReadOnlySpan<byte> start) => Hdf5Signature.Matches(start);

    public SlideHeader ReadHeader(FileStream file, string path)
    {
        Hdf5Signature.RefuseTruncated(file, path);
        using var root = H5File.Open(file, leaveOpen: true);
        var features = OpenFeatures(root, file, path);
        var coordinates = OpenCoordinates(root, features, file, path);
        return new(
            path,
            features.Rows,
            features.Columns,
            HasCoordinates: coordinates is not null,
            coordinates?.ReadInteger(PatchSize),
            coordinates?.ReadInteger(PatchLevel),
            features.ReadText(Encoder));
    }

    public void ReadRows(FileStream file, SlideHeader header, int[] rows, Memory<float> features, Memory<PatchCoordinate> coordinates)
    {
        var path = header.Source;
        using var root = H5File.Open(file, leaveOpen: true);
        var matrix = OpenUnchanged(root, file, header);
        matrix.ReadRows(rows, features.Span);
        if (!coordinates.IsEmpty) ReadPlaces(root, matrix, file, path, rows, coordinates);
    }

    public void ReadCoordinates(FileStream file, SlideHeader header, Memory<PatchCoordinate> coordinates)
    {
        using var root = H5File.Open(file, leaveOpen: true);
        var matrix = OpenUnchanged(root, file, header);
        ReadPlaces(root, matrix, file, header.Source, [.. Enumerable.Range(0, matrix.Rows)], coordinates);
    }

    private static void ReadPlaces(NativeFile root, Hdf5Matrix features, FileStream file, string path, int[] rows, Memory<PatchCoordinate> coordinates)
    {
        var pixels = new double[rows.Length * 2];
        var places = OpenCoordinates(root, features, file, path)
            ?? throw new PatchBagException($"'{path}' lost its dataset '{Coordinates}' while it was in use. Open the bag anew.");
        places.ReadRows(rows, pixels);
        for (var i = 0; i < rows.Length; i++)
            coordinates.Span[i] = new(Pixel(pixels[2 * i], rows[i], path), Pixel(pixels[(2 * i) + 1], rows[i], path));
    }

    private static Hdf5Matrix OpenUnchanged(NativeFile root, FileStream file, SlideHeader header)
    {
        var path = header.Source;
        var matrix = OpenFeatures(root, file, path);
        if (matrix.Rows != header.PatchCount || matrix.Columns != header.Width)
        {
            throw new PatchBagException(
                $"'{path}' changed while it was in use: it had {header.PatchCount} x {header.Width} features and has " +
                $"{matrix.Rows} x {matrix.Columns} now. Open the bag anew.");
        }
        return matrix;
    }

    private static Hdf5Matrix OpenFeatures(NativeFile root, FileStream file, string path)
    {
        if (!root.LinkExists(Features))
        {
            var found = string.Join(", ", root.Children().Select(child => $"'{child.Name}'").Order(StringComparer.Ordinal));
            throw new PatchBagException(
                $"'{path}' has no dataset '{Features}' (N x D patch features). It holds: {(found.Length == 0 ? "nothing" : found)}.");
        }

        var matrix = new Hdf5Matrix(root.Dataset(Features), file.Length, path, Features, "N x D");
        if (matrix.IsInteger)
            throw new PatchBagException($"'{path}': dataset '{Features}' holds integers; expected floating-point features.");
        return matrix;
    }

    private static Hdf5Matrix? OpenCoordinates(NativeFile root, Hdf5Matrix features, FileStream file, string path)
    {
        if (!root.LinkExists(Coordinates)) return null;
        var matrix = new Hdf5Matrix(root.Dataset(Coordinates), file.Length, path, Coordinates, "N x 2");
        if (matrix.Rows != features.Rows || matrix.Columns != 2)
        {
            throw new PatchBagException(
                $"'{path}': dataset '{Coordinates}' has shape {matrix.Rows} x {matrix.Columns}; expected {features.Rows} x 2, " +
                $"one row per patch of '{Features}'.");
        }
        return matrix;
    }

    private static int Pixel(double value, int row, string path) => value is >= int.MinValue and <= int.MaxValue && double.IsInteger(value)
        ? (int)value
        : throw new PatchBagException($"'{path}': row {row} of '{Coordinates}' holds {value}; expected whole pixels below {int.MaxValue}.");
}
