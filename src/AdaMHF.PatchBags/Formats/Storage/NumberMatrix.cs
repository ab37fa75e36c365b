using System.Numerics;

namespace AdaMHF.PatchBags;

/// <summary>A matrix of numbers in a file, read row-wise and converted.</summary>
internal abstract class NumberMatrix(int rows, int columns)
{
    /// <summary>Bytes that are converted at a time, so that a half-precision bag is not held twice.</summary>
    protected const int BufferBytes = 1 << 18;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>Reads rows into place; only those, where the layout allows.</summary>
    /// <param name="wanted">Ascending, distinct, each below <see cref="Rows"/>.</param>
    /// <param name="target">Room for wanted x columns.</param>
    public abstract void ReadRows<T>(ReadOnlySpan<int> wanted, Span<T> target) where T : unmanaged, INumber<T>;

    /// <summary>How many leading rows follow each other without a gap.</summary>
    protected static int RunLength(ReadOnlySpan<int> wanted)
    {
        if (wanted[^1] - wanted[0] == wanted.Length - 1) return wanted.Length;
        var length = 1;
        while (wanted[length] == wanted[0] + length) length++;
        return length;
    }
}
