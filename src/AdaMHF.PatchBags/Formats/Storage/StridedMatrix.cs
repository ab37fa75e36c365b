using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace AdaMHF.PatchBags;

/// <summary>
/// A matrix whose element (row, column) is at <c>offset + (row * rowStride + column * columnStride) * size</c>: contiguous arrays of every
/// format, column-major ones, and PyTorch's views.
/// </summary>
/// <param name="source">Where the elements are; the caller has checked that it holds them all.</param>
/// <param name="offset">Byte of element (0, 0).</param>
/// <param name="shape">Rows and columns.</param>
/// <param name="strides">Elements, at least 0, from one row to the next and from one column to the next.</param>
/// <param name="format">How the elements are stored.</param>
internal sealed class StridedMatrix(
    IByteSource source, long offset, (int Rows, int Columns) shape, (long Row, long Column) strides, NumberFormat format)
    : NumberMatrix(shape.Rows, shape.Columns)
{
    // A tile's rows and columns: small enough for a processor's cache, wide enough that whole cache lines are written.
    private const int TileColumns = 16;
    private const int TileElements = 2048;

    // Columns of a tile that are a power of two apart would evict each other from the cache.
    private const int TilePadding = 16;

    public override void ReadRows<T>(ReadOnlySpan<int> wanted, Span<T> target)
    {
        if (wanted.IsEmpty || Columns == 0) return;
        if (strides.Column == 1 || Columns == 1) ReadDense(wanted, target);
        else if (strides.Column <= strides.Row) ReadGathered(wanted, target);
        else ReadColumnMajor(wanted, target);
    }

    private void ReadDense<T>(ReadOnlySpan<int> wanted, Span<T> target) where T : unmanaged, INumber<T>
    {
        using var buffer = new PooledBytes(BufferBytes);
        while (!wanted.IsEmpty)
        {
            var run = strides.Row == Columns ? RunLength(wanted) : 1;
            var count = (long)run * Columns;
            var at = Place(wanted[0], 0);
            for (var done = 0L; done < count;)
            {
                var direct = format.IsLike<T>();
                var some = (int)Math.Min(count - done, direct ? 1 << 28 : BufferBytes / format.Size);
                var place = target.Slice((int)done, some);
                if (direct)
                {
                    source.Read(at, MemoryMarshal.AsBytes(place));
                }
                else
                {
                    var stored = buffer.Span[..(some * format.Size)];
                    source.Read(at, stored);
                    format.Convert(stored, place);
                }
                done += some;
                at += (long)some * format.Size;
            }
            wanted = wanted[run..];
            target = target[(run * Columns)..];
        }
    }

    /// <summary>Row by row, with gaps between the columns.</summary>
    private void ReadGathered<T>(ReadOnlySpan<int> wanted, Span<T> target) where T : unmanaged, INumber<T>
    {
        var most = (int)Math.Clamp((BufferBytes / format.Size / Math.Max(1, strides.Column)) + 1, 1, Columns);
        for (var row = 0; row < wanted.Length; row++)
        {
            for (var column = 0; column < Columns; column += most)
            {
                var some = Math.Min(most, Columns - column);
                ReadSpaced(Place(wanted[row], column), some, strides.Column, target.Slice((row * Columns) + column, some));
            }
        }
    }

    private void ReadSpaced<T>(long at, int count, long stride, Span<T> target) where T : unmanaged, INumber<T>
    {
        using var buffer = new PooledBytes((int)(((count - 1) * stride) + 1) * format.Size);
        source.Read(at, buffer.Span);
        // Close the gaps first, so that only what is wanted is converted.
        for (var i = 1; i < count; i++)
            buffer.Span.Slice((int)(i * stride) * format.Size, format.Size).CopyTo(buffer.Span[(i * format.Size)..]);
        format.Convert(buffer.Span, target);
    }

    /// <summary>In tiles, each of which holds rows side by side in a few columns.</summary>
    private void ReadColumnMajor<T>(ReadOnlySpan<int> wanted, Span<T> target) where T : unmanaged, INumber<T>
    {
        var tile = ArrayPool<T>.Shared.Rent((TileElements + TilePadding) * TileColumns);
        try
        {
            while (!wanted.IsEmpty)
            {
                var rows = RowsOfTile(wanted);
                var stride = rows + TilePadding;
                for (var column = 0; column < Columns; column += TileColumns)
                {
                    var columns = Math.Min(TileColumns, Columns - column);
                    for (var c = 0; c < columns; c++) ReadColumn(wanted[..rows], column + c, tile.AsSpan(c * stride, rows));
                    for (var row = 0; row < rows; row++)
                    {
                        var place = target.Slice((row * Columns) + column, columns);
                        for (var c = 0; c < columns; c++) place[c] = tile[(c * stride) + row];
                    }
                }
                wanted = wanted[rows..];
                target = target[(rows * Columns)..];
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(tile);
        }
    }

    /// <summary>Leading rows whose elements of one column are close enough to be read at once.</summary>
    private int RowsOfTile(ReadOnlySpan<int> wanted)
    {
        var rows = 1;
        while (rows < wanted.Length && rows < TileElements && (wanted[rows] - (long)wanted[0]) * strides.Row < TileElements) rows++;
        return rows;
    }

    private void ReadColumn<T>(ReadOnlySpan<int> wanted, int column, Span<T> target) where T : unmanaged, INumber<T>
    {
        using var buffer = new PooledBytes((int)(((wanted[^1] - wanted[0]) * strides.Row) + 1) * format.Size);
        source.Read(Place(wanted[0], column), buffer.Span);
        for (var i = 1; i < wanted.Length; i++)
        {
            var from = (int)((wanted[i] - wanted[0]) * strides.Row);
            if (from != i) buffer.Span.Slice(from * format.Size, format.Size).CopyTo(buffer.Span[(i * format.Size)..]);
        }
        format.Convert(buffer.Span, target);
    }

    private long Place(int row, int column) => offset + (((row * strides.Row) + (column * strides.Column)) * format.Size);
}
