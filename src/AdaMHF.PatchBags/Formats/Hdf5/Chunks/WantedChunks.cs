namespace AdaMHF.PatchBags;

/// <summary>Which rows of chunks are looked for, and those found so far.</summary>
/// <param name="grid">How the matrix is cut.</param>
/// <param name="rows">Ascending, distinct.</param>
internal sealed class WantedChunks(ChunkGrid grid, long[] rows)
{
    // A whole bag wants every row: no search then.
    private readonly bool _gapless = rows.Length > 0 && rows[^1] - rows[0] == rows.Length - 1;

    public ChunkGrid Grid { get; } = grid;

    public Dictionary<long, StoredChunk> Found { get; } = [];

    /// <summary>Whether a wanted row is in a range.</summary>
    public bool AnyIn(long first, long last)
    {
        var at = Array.BinarySearch(rows, first);
        return at >= 0 || (~at < rows.Length && rows[~at] <= last);
    }

    public void Add(long row, long column, StoredChunk chunk)
    {
        if (column >= 0 && column < Grid.GridColumns && IsWanted(row)) Found[Grid.Key(row, column)] = chunk;
    }

    private bool IsWanted(long row) => _gapless ? row >= rows[0] && row <= rows[^1] : Array.BinarySearch(rows, row) >= 0;

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
