namespace AdaMHF.PatchBags;

/// <summary>A dataset.</summary>
internal sealed class Hdf5Array : StoredArray
{
    private readonly Hdf5Object _dataset;
    private readonly long[] _most;

    private Hdf5Array(Hdf5Object dataset, string name, Hdf5Dataspace space, Hdf5Datatype type)
        : base(name, space.Shape, type.Format, type.Name) => (_dataset, _most) = (dataset, space.Most);

    // A vector is stored as a column, whose rows may grow.
    private long MostColumns => Shape.Length == 1 ? 1 : _most[^1];

    private BagFile File => _dataset.File.File;

    public static Hdf5Array Of(Hdf5Object dataset, string name) => new(
        dataset,
        name,
        Hdf5Dataspace.Read(dataset.Require(Hdf5Message.Dataspace, "extents")),
        Hdf5Datatype.Read(dataset.Require(Hdf5Message.Datatype, "element type")));

    public override NumberMatrix OpenMatrix(int rows, int columns) =>
        Shape.Length == 1 ? new VectorMatrix(Open(columns, 1)) : Open(rows, columns);

    private NumberMatrix Open(int rows, int columns)
    {
        if (_dataset.Find(Hdf5Message.ExternalFiles) is not null)
            throw File.Damaged($"the data of '{Name}' are stored in another file; expected them here");
        var filters = _dataset.Find(Hdf5Message.Filters) is { } message
            ? Hdf5Filters.Read(new(_dataset.File, message.Data))
            : Hdf5Filters.None;
        var layout = _dataset.Require(Hdf5Message.Layout, "layout");
        var version = layout.UInt8();
        if (version is not (3 or 4)) throw File.Damaged($"the layout of '{Name}' is of version {version}; expected 3 or 4");
        return layout.UInt8() switch
        {
            0 => Compact(layout, rows, columns),
            1 => Contiguous(layout, rows, columns),
            2 when version == 3 => Chunked(layout, rows, columns, filters),
            2 => ChunkedByVersion4(layout, rows, columns, filters),
            var kind => throw File.Damaged(
                $"the layout of '{Name}' is of class {kind} (virtual data are stored in other files); expected contiguous or chunked data"),
        };
    }

    private NumberMatrix Compact(Hdf5Block layout, int rows, int columns)
    {
        var bytes = layout.Bytes(layout.UInt16()).ToArray();
        return Strided(new(new BytesInMemory(bytes), 0, bytes.Length), rows, columns);
    }

    private NumberMatrix Contiguous(Hdf5Block layout, int rows, int columns)
    {
        var (address, length) = (layout.UInt64(), layout.Length());
        if (address == Hdf5File.Undefined)
        {
            // A dataset without elements, or one that was created and never written.
            if (rows > 0 && columns > 0) throw Hdf5File.NeverWritten(File, Name);
            return Strided(new(File, 0, 0), rows, columns);
        }
        if (address > long.MaxValue) throw File.Damaged($"the data of '{Name}' start after its end");
        File.RequireInside((long)address, length);
        return Strided(new(File, (long)address, length), rows, columns);
    }

    private NumberMatrix Strided(ByteRegion region, int rows, int columns)
    {
        long[] shape = [rows, columns];
        var strides = StridedArray.ContiguousStrides(shape);
        return new StridedArray(File, Name, shape, strides, Format, TypeName, region).OpenMatrix(rows, columns);
    }

    private ChunkedMatrix Chunked(Hdf5Block layout, int rows, int columns, Hdf5Filters filters)
    {
        var axes = layout.UInt8() - 1;
        var index = layout.UInt64();
        var chunk = new ulong[Math.Max(0, axes) + 1];
        for (var i = 0; i < chunk.Length; i++) chunk[i] = layout.UInt32();
        var grid = Grid(chunk, rows, columns, filters);
        return new(File, Name, grid, (rows, columns), Format!.Value, filters, new ChunkTree(index));
    }

    private ChunkedMatrix ChunkedByVersion4(Hdf5Block layout, int rows, int columns, Hdf5Filters filters)
    {
        const int EdgesUnfiltered = 1;
        const int SingleFiltered = 2;
        var (flags, axes, size) = (layout.UInt8(), layout.UInt8() - 1, layout.UInt8());
        if ((flags & EdgesUnfiltered) != 0 && !filters.IsEmpty)
            throw File.Damaged($"the chunks at the edge of '{Name}' are stored in another way than the rest; expected one way");
        var chunk = new ulong[Math.Max(0, axes) + 1];
        for (var i = 0; i < chunk.Length; i++) chunk[i] = layout.Integer(size);
        var grid = Grid(chunk, rows, columns, filters);
        return new(File, Name, grid, (rows, columns), Format!.Value, filters, Index());

        IChunkIndex Index()
        {
            switch (layout.UInt8())
            {
                case 1:
                    (long, uint)? packed = (flags & SingleFiltered) != 0 ? (layout.Length(), layout.UInt32()) : null;
                    return new SingleChunk(layout.UInt64(), packed);
                case 2:
                    return new ImplicitChunks(layout.UInt64());
                case 3:
                    layout.Skip(1);
                    return new FixedChunkArray(layout.UInt64());
                case 4:
                    layout.Skip(5);
                    if (MostColumns == long.MaxValue)
                        throw File.Damaged($"'{Name}' was made to grow in width; expected it to grow in patches");
                    return new ExtensibleChunkArray(layout.UInt64());
                case 5:
                    layout.Skip(6);
                    return new ChunkTree2(layout.UInt64());
                case var kind:
                    throw File.Damaged($"the chunks of '{Name}' are listed in a way of type {kind}; expected 1 to 5");
            }
        }
    }

    private ChunkGrid Grid(ulong[] chunk, int rows, int columns, Hdf5Filters filters)
    {
        var format = Format!.Value;
        if (chunk.Length != Shape.Length + 1
            || chunk[^1] != (ulong)format.Size
            || chunk.Any(extent => extent is 0 or > int.MaxValue)
            || (Shape.Length == 3 && chunk[0] != 1))
        {
            throw File.Damaged($"the chunks of '{Name}' do not fit its shape");
        }
        var (chunkRows, chunkColumns) = Shape.Length == 1 ? ((int)chunk[0], 1) : ((int)chunk[^3], (int)chunk[^2]);
        var chunkBytes = (Int128)chunkRows * chunkColumns * format.Size;
        // Rows that are stored whole and unpacked are read without their chunk.
        if (chunkBytes > (filters.IsEmpty && chunkColumns == columns ? Array.MaxLength / 2 : FileLimits.Default.ChunkBytes))
        {
            throw new PatchBagException(
                $"'{File.Path}': the chunks of '{Name}' take {chunkBytes} bytes; expected at most {FileLimits.Default.ChunkBytes} "
                + $"({nameof(FileLimits)}.{nameof(FileLimits.ChunkBytes)}). "
                + $"Repack it, for instance with h5repack -l {Name}:CHUNK=256x{columns}.");
        }
        var bytes = (long)Int128.Min(long.MaxValue, Int128.Max(chunkBytes, (Int128)rows * columns * format.Size));
        if (!filters.IsEmpty && FileLimits.Default.WhyNotUnpack(File.Length, bytes) is { } problem)
            throw new PatchBagException($"'{File.Path}' is refused: '{Name}' {problem}.");
        // A damaged header may claim any size: refuse what the file cannot hold before memory is allocated.
        if (!filters.CanUnpack(File.Length, (long)chunkBytes))
            throw File.Damaged($"the chunks of '{Name}' are larger than a file of {File.Length} bytes can hold");
        if (!filters.CanUnpack(File.Length, (long)Int128.Min(long.MaxValue, (Int128)rows * columns * format.Size)))
        {
            throw File.Damaged(
                $"'{Name}' claims {rows} x {columns} values of {format.Size} bytes, which a file of {File.Length} bytes cannot hold");
        }
        var most = MostColumns == long.MaxValue ? columns : Math.Max(columns, MostColumns);
        return new(Shape.Length, chunkRows, chunkColumns, Chunks(columns), Chunks(most), format.Size);

        int Chunks(long extent) => (int)Math.Min(int.MaxValue, (extent / chunkColumns) + (extent % chunkColumns > 0 ? 1 : 0));
    }
}
