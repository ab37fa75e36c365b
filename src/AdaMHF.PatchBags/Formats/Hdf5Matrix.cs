using System.Numerics;
using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace AdaMHF.PatchBags;

/// <summary>A two-dimensional HDF5 dataset of numbers (a leading extent of 1 is passed over), read row-wise and converted.</summary>
internal sealed class Hdf5Matrix
{
    /// <summary>Values that are converted at a time, so that a half-precision bag is not held twice.</summary>
    private const int ConvertedValues = 1 << 20;

    /// <summary>Deflate, the strongest filter that such files use, cannot shrink data further than this.</summary>
    private const long StrongestCompression = 1032;

    private readonly NativeDataset _dataset;
    private readonly string _path;
    private readonly string _name;
    private readonly int _leading;

    /// <exception cref="PatchBagException">Rank, element type or size are not those of a matrix of numbers.</exception>
    public Hdf5Matrix(IH5Dataset dataset, long fileLength, string path, string name, string expectedShape)
    {
        (_dataset, _path, _name) = ((NativeDataset)dataset, path, name);
        var shape = dataset.Space.Dimensions;
        _leading = shape is [1, _, _] ? 1 : 0;
        if (shape.Length - _leading != 2 || shape.Any(extent => extent > int.MaxValue))
        {
            var found = shape.Length == 0 ? "no axis" : $"shape {string.Join(" x ", shape)}";
            throw Unexpected($"has {found}", $"{expectedShape} or 1 x {expectedShape}");
        }
        (Rows, Columns) = ((int)shape[^2], (int)shape[^1]);

        var type = dataset.Type;
        IsInteger = type.Class == H5DataTypeClass.FixedPoint;
        if (!(IsInteger && type.Size is 4 or 8) && !(type.Class == H5DataTypeClass.FloatingPoint && type.Size is 2 or 4 or 8))
        {
            throw Unexpected(
                $"holds {type.Class} of {type.Size} bytes",
                "floating-point numbers of 2, 4 or 8 bytes (coordinates: integers of 4 or 8)");
        }

        // A damaged header may claim any size: refuse what the file cannot hold before memory is asked for.
        var mostBytes = (Int128)fileLength * (dataset.Layout.Class == H5DataLayoutClass.Chunked ? StrongestCompression : 1);
        if ((Int128)Rows * Columns * type.Size > mostBytes)
            throw Unexpected($"claims {Rows} x {Columns} values of {type.Size} bytes", $"what a file of {fileLength} bytes can hold");
    }

    public int Rows { get; }

    public int Columns { get; }

    public bool IsInteger { get; }

    /// <summary>Reads ascending distinct rows into place; only those, where the layout allows.</summary>
    public void ReadRows<T>(ReadOnlySpan<int> rows, Span<T> target) where T : struct, INumber<T>
    {
        var access = new H5DatasetAccess(ChunkCache: CacheOfOneRowOfChunks());
        switch (_dataset.Type.Size, IsInteger)
        {
            case (4, false) when typeof(T) == typeof(float): ReadBlock(rows, target, access); break;
            case (2, false): ReadConverted<Half, T>(rows, target, access); break;
            case (4, false): ReadConverted<float, T>(rows, target, access); break;
            case (8, false): ReadConverted<double, T>(rows, target, access); break;
            case (4, true) when IsSigned: ReadConverted<int, T>(rows, target, access); break;
            case (4, true): ReadConverted<uint, T>(rows, target, access); break;
            case (_, true) when IsSigned: ReadConverted<long, T>(rows, target, access); break;
            default: ReadConverted<ulong, T>(rows, target, access); break;
        }
    }

    /// <summary>An integer attribute; null when it is absent or something else.</summary>
    public int? ReadInteger(string attribute)
    {
        if (!_dataset.AttributeExists(attribute)) return null;
        var found = _dataset.Attribute(attribute);
        if (found.Type.Class != H5DataTypeClass.FixedPoint || found.Space.Type != H5DataspaceType.Scalar) return null;
        return found.Type.Size switch
        {
            4 => found.Read<int>(),
            8 => found.Read<long>() is var value && value is >= int.MinValue and <= int.MaxValue ? (int)value : null,
            _ => null,
        };
    }

    /// <summary>A text attribute; null when it is absent or something else.</summary>
    public string? ReadText(string attribute)
    {
        if (!_dataset.AttributeExists(attribute)) return null;
        var found = _dataset.Attribute(attribute);
        // Text of variable length is a class of its own in the format.
        var isText = found.Type.Class is H5DataTypeClass.String or H5DataTypeClass.VariableLength;
        return isText && found.Space.Type == H5DataspaceType.Scalar ? found.Read<string>() : null;
    }

    private bool IsSigned => _dataset.Type.FixedPoint.IsSigned;

    private void ReadConverted<TStored, T>(ReadOnlySpan<int> rows, Span<T> target, H5DatasetAccess access)
        where TStored : unmanaged, INumber<TStored>
        where T : struct, INumber<T>
    {
        var rowsAtOnce = Math.Clamp(ConvertedValues / Math.Max(1, Columns), 1, rows.Length);
        var buffer = new TStored[rowsAtOnce * Columns];
        for (var first = 0; first < rows.Length; first += rowsAtOnce)
        {
            var some = rows.Slice(first, Math.Min(rowsAtOnce, rows.Length - first));
            var stored = buffer.AsSpan(0, some.Length * Columns);
            ReadBlock(some, stored, access);
            var place = target[(first * Columns)..];
            for (var i = 0; i < stored.Length; i++) place[i] = T.CreateTruncating(stored[i]);
        }
    }

    private void ReadBlock<T>(ReadOnlySpan<int> rows, Span<T> target, H5DatasetAccess access)
    {
        if (target.Length > 0) _dataset.Read(access, target, Select(rows));
    }

    private Selection Select(ReadOnlySpan<int> rows)
    {
        ulong[] start = _leading == 1 ? [0, (ulong)rows[0], 0] : [(ulong)rows[0], 0];
        if (rows[^1] - rows[0] == rows.Length - 1)
        {
            ulong[] extent = _leading == 1 ? [1, (ulong)rows.Length, (ulong)Columns] : [(ulong)rows.Length, (ulong)Columns];
            return new HyperslabSelection(start.Length, start, extent);
        }

        var steps = new Step[rows.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            ulong[] at = [.. start];
            at[_leading] = (ulong)rows[i];
            steps[i] = new(at, (ulong)Columns);
        }
        return new DelegateSelection((ulong)rows.Length * (ulong)Columns, _ => steps);
    }

    /// <summary>
    /// Rows are read in order, so every chunk is opened once if the chunks that one row runs through stay in memory. The default cache
    /// of 1 MB is too small for that when chunks are tall, and then unpacks them anew for every row.
    /// </summary>
    private SimpleReadingChunkCache? CacheOfOneRowOfChunks()
    {
        if (_dataset.Layout.Class != H5DataLayoutClass.Chunked) return null;
        var chunk = _dataset.Layout.Chunks;
        var across = (int)(((ulong)Columns + chunk[^1] - 1) / chunk[^1]) + 1;
        var bytes = chunk.Aggregate((ulong)_dataset.Type.Size, (product, extent) => product * extent);
        return new(across, bytes * (ulong)across);
    }

    private PatchBagException Unexpected(string found, string expected) =>
        new($"'{_path}': dataset '{_name}' {found}; expected {expected}.");
}
