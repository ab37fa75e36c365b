namespace AdaMHF.PatchBags;

/// <summary>Which rows of chunks are looked for, and those found so far.</summary>
internal sealed class WantedChunks(ChunkGrid grid, long[] rows)
{
    public ChunkGrid Grid { get; } = grid;

    /// <summary>Ascending, distinct.</summary>
    public IReadOnlyList<long> Rows => rows;

    public Dictionary<long, StoredChunk> Found { get; } = [];

    /// <summary>Whether a wanted row lies in a range.</summary>
    public bool AnyIn(long first, long last)
    {
        var at = Array.BinarySearch(rows, first);
        return at >= 0 || (~at < rows.Length && rows[~at] <= last);
    }

    public void Add(long row, long column, StoredChunk chunk)
    {
        if (column >= 0 && column < Grid.GridColumns && Array.BinarySearch(rows, row) >= 0) Found[Grid.Key(row, column)] = chunk;
    }

    /// <summary>Numbers of the wanted chunks, ascending.</summary>
    public IEnumerable<long> Numbers()
    {
        foreach (var row in rows)
        {
            for (var column = 0; column < Grid.GridColumns; column++) yield return Grid.NumberOfRow(row) + column;
        }
    }

    /// <summary>Adds a chunk by its number.</summary>
    public void AddNumber(long number, StoredChunk chunk)
    {
        if (chunk.Address != Hdf5File.Undefined) Found[Grid.KeyOfNumber(number)] = chunk;
    }
}
