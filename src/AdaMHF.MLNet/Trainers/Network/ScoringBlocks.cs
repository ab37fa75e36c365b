using System.Numerics;

namespace AdaMHF.MLNet;

/// <summary>
/// Which rows of a table are scored together: row 0, 1 to 2, 3 to 6 and so on up to blocks of the largest size, so that a look at the first
/// rows stays cheap. They depend on the row numbers alone, so that every cursor sees the same bits.
/// </summary>
internal static class ScoringBlocks
{
    private const int MaxRows = 512, GrowingBlocks = 9;

    /// <summary>First row of the block of a row, and the row behind its last.</summary>
    public static (long Start, long End) Of(long row)
    {
        if (row < MaxRows - 1)
        {
            var size = (long)BitOperations.RoundUpToPowerOf2((ulong)row + 2) / 2;
            return (size - 1, (2 * size) - 1);
        }
        var start = MaxRows - 1 + ((row - MaxRows + 1) / MaxRows * MaxRows);
        return (start, start + MaxRows);
    }

    /// <summary>Number of the block of a row, from 0.</summary>
    public static long NumberOf(long row) =>
        row < MaxRows - 1 ? BitOperations.Log2((ulong)row + 1) : GrowingBlocks + ((row - MaxRows + 1) / MaxRows);
}
