namespace AdaMHF.PatchBags;

/// <summary>How a matrix is cut into chunks.</summary>
/// <param name="Axes">2, or 3 with a leading extent of 1; 1 for a vector, which is a column.</param>
/// <param name="ChunkRows">Rows of a chunk.</param>
/// <param name="ChunkColumns">Columns of a chunk.</param>
/// <param name="GridColumns">Chunks side by side.</param>
/// <param name="NumberedColumns">Chunks side by side in the numbering of chunks, which leaves room for growth.</param>
/// <param name="ElementSize">Bytes of an element.</param>
internal sealed record ChunkGrid(int Axes, int ChunkRows, int ChunkColumns, int GridColumns, long NumberedColumns, int ElementSize)
{
    public long ChunkBytes => (long)ChunkRows * ChunkColumns * ElementSize;

    /// <summary>Key of a chunk in the results of a search.</summary>
    public long Key(long row, long column) => (row * GridColumns) + column;

    /// <summary>Key of a chunk by its number; -1 when it is outside the matrix.</summary>
    public long KeyOfNumber(long number)
    {
        var (row, column) = Math.DivRem(number, NumberedColumns);
        return column < GridColumns ? Key(row, column) : -1;
    }

    /// <summary>The number of a row's first chunk.</summary>
    public long NumberOfRow(long row) => row * NumberedColumns;
}
