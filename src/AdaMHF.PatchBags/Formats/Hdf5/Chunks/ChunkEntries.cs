namespace AdaMHF.PatchBags;

/// <summary>The entries of an index that lists chunks by their number.</summary>
/// <param name="Filtered">Whether an entry holds size and filter mask.</param>
/// <param name="EntrySize">Bytes of an entry.</param>
internal readonly record struct ChunkEntries(bool Filtered, int EntrySize)
{
    private const int AddressAndMask = 12;

    public static ChunkEntries Of(Hdf5File file, int client, int entrySize) => (client, entrySize) switch
    {
        (0, 8) => new(false, entrySize),
        (1, > AddressAndMask and <= AddressAndMask + 8) => new(true, entrySize),
        _ => throw file.Damaged("the header of an index of chunks is damaged"),
    };

    public StoredChunk Read(Hdf5File file, ulong address, ChunkGrid grid)
    {
        var block = file.Block(address, EntrySize);
        var chunk = block.UInt64();
        if (!Filtered) return new(chunk, grid.ChunkBytes, 0);
        var length = block.Integer(EntrySize - AddressAndMask);
        return new(chunk, (long)Math.Min(long.MaxValue, length), block.UInt32());
    }

    /// <summary>Whether a page of entries was ever written, by a bit of a map.</summary>
    public static bool IsWritten(Hdf5File file, ulong map, long page)
    {
        var bits = file.Block(map + (ulong)(page / 8), 1).UInt8();
        return (bits & (0x80 >> (int)(page % 8))) != 0;
    }
}
