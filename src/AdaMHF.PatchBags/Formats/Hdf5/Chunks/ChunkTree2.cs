namespace AdaMHF.PatchBags;

/// <summary>A B-tree of the second version, for matrices that may grow along both axes.</summary>
internal sealed class ChunkTree2(ulong address) : IChunkIndex
{
    private const int Unfiltered = 10;
    private const int Filtered = 11;

    public void Find(Hdf5File file, WantedChunks wanted)
    {
        if (address == Hdf5File.Undefined) return;
        var grid = wanted.Grid;
        var tree = new Hdf5BTree2(file, address);
        var filtered = tree.RecordSize != 8 + (8 * grid.Axes);
        foreach (var record in tree.Records(Unfiltered, Filtered))
        {
            var chunk = record.UInt64();
            var length = filtered
                ? (long)Math.Min(long.MaxValue, record.Integer(tree.RecordSize - 12 - (8 * grid.Axes)))
                : grid.ChunkBytes;
            var mask = filtered ? record.UInt32() : 0;
            if (grid.Axes == 3 && record.UInt64() != 0) continue;
            var (row, column) = (record.UInt64(), grid.Axes == 1 ? 0 : record.UInt64());
            if (row <= long.MaxValue && column <= long.MaxValue) wanted.Add((long)row, (long)column, new(chunk, length, mask));
        }
    }
}
