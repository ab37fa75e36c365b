using System.Numerics;

namespace AdaMHF.PatchBags;

/// <summary>A matrix in chunks. Only the chunks that hold wanted rows are read, and of unpacked chunks only these rows.</summary>
internal sealed class ChunkedMatrix(
    BagFile file, string name, ChunkGrid grid, (int Rows, int Columns) shape, NumberFormat format, Hdf5Filters filters, IChunkIndex index)
    : NumberMatrix(shape.Rows, shape.Columns)
{
    // From this length on, a call of its own costs less than the copy out of a window. HDF5 puts a node of its index after every few
    // dozen chunks, so that runs are rarely much longer.
    private const int RunBytes = 1 << 16;

    public override void ReadRows<T>(ReadOnlySpan<int> wanted, Span<T> target)
    {
        if (wanted.IsEmpty || Columns == 0) return;
        var chunks = new WantedChunks(grid, ChunkRowsOf(wanted));
        // Every read walks the index again, so that a file that was replaced meanwhile is read as it is now.
        index.Find(new Hdf5File(file), chunks);
        if (filters.IsEmpty && grid.GridColumns == 1 && grid.ChunkColumns == Columns) ReadPlain(wanted, target, chunks);
        else ReadChunkwise(wanted, target, chunks);
    }

    private long[] ChunkRowsOf(ReadOnlySpan<int> wanted)
    {
        var rows = new List<long>();
        foreach (var row in wanted)
        {
            var chunk = row / grid.ChunkRows;
            if (rows.Count == 0 || rows[^1] != chunk) rows.Add(chunk);
        }
        return [.. rows];
    }

    /// <summary>
    /// Rows are stored whole and unpacked; in CLAM's files each is a chunk of its own, in no particular order. They are read in the order
    /// of the file, many at once where they are close to each other.
    /// </summary>
    private void ReadPlain<T>(ReadOnlySpan<int> wanted, Span<T> target, WantedChunks chunks) where T : unmanaged, INumber<T>
    {
        var rowBytes = (long)Columns * grid.ElementSize;
        var places = new long[wanted.Length];
        var order = new int[wanted.Length];
        for (var i = 0; i < wanted.Length; i++) (places[i], order[i]) = (PlaceOfRow(wanted[i], chunks, rowBytes), i);
        Array.Sort(places, order);
        for (var first = 0; first < places.Length;)
        {
            var count = 1;
            while (first + count < places.Length
                && order[first + count] == order[first] + count
                && places[first + count] == places[first] + (count * rowBytes))
            {
                count++;
            }
            if (count * rowBytes >= RunBytes || rowBytes > BufferBytes / 2)
                ReadRun(places[first], target.Slice(order[first] * Columns, count * Columns));
            else
                count = ReadWindow(places.AsSpan(first), order.AsSpan(first), rowBytes, target);
            first += count;
        }
    }

    /// <summary>Reads a piece of the file and takes the rows from it; of every five bytes at most one is not wanted.</summary>
    /// <returns>Number of rows that were taken.</returns>
    private int ReadWindow<T>(ReadOnlySpan<long> places, ReadOnlySpan<int> order, long rowBytes, Span<T> target)
        where T : unmanaged, INumber<T>
    {
        var count = 1;
        // Overlapping rows, which only a damaged index has, are converted one at a time.
        while (count < places.Length && places[count] >= places[count - 1] + rowBytes
            && places[count] + rowBytes - places[0] <= Math.Min(BufferBytes, (count + 1) * rowBytes * 5 / 4))
        {
            count++;
        }
        using var window = new PooledBytes((int)(places[count - 1] + rowBytes - places[0]));
        file.Read(places[0], window.Span);
        for (var i = 0; i < count; i++)
            format.Convert(window.Span.Slice((int)(places[i] - places[0]), (int)rowBytes), target.Slice(order[i] * Columns, Columns));
        return count;
    }

    private long PlaceOfRow(int row, WantedChunks chunks, long rowBytes)
    {
        var (chunkRow, inChunk) = Math.DivRem(row, grid.ChunkRows);
        var chunk = Chunk(chunks, chunkRow, 0);
        return (long)chunk.Address + (inChunk * rowBytes);
    }

    private void ReadRun<T>(long at, Span<T> target) where T : unmanaged, INumber<T> =>
        new StridedMatrix(file, at, (1, target.Length), (target.Length, 1), format).ReadRows([0], target);

    private void ReadChunkwise<T>(ReadOnlySpan<int> wanted, Span<T> target, WantedChunks chunks) where T : unmanaged, INumber<T>
    {
        // The first chunk is looked up before memory is allocated for it: its stored size bounds what it can unpack to.
        Chunk(chunks, wanted[0] / grid.ChunkRows, 0);
        using var buffer = new PooledBytes((int)grid.ChunkBytes);
        for (var done = 0; done < wanted.Length;)
        {
            var chunkRow = wanted[done] / grid.ChunkRows;
            var count = 1;
            while (done + count < wanted.Length && wanted[done + count] / grid.ChunkRows == chunkRow) count++;
            for (var chunkColumn = 0; chunkColumn < grid.GridColumns; chunkColumn++)
            {
                Unpack(Chunk(chunks, chunkRow, chunkColumn), buffer, chunkRow);
                var column = chunkColumn * grid.ChunkColumns;
                var columns = Math.Min(grid.ChunkColumns, Columns - column);
                for (var i = done; i < done + count; i++)
                {
                    var start = (wanted[i] % grid.ChunkRows) * grid.ChunkColumns * grid.ElementSize;
                    var stored = buffer.Span.Slice(start, columns * grid.ElementSize);
                    format.Convert(stored, target.Slice((i * Columns) + column, columns));
                }
            }
            done += count;
        }
    }

    private StoredChunk Chunk(WantedChunks chunks, long row, long column)
    {
        if (!chunks.Found.TryGetValue(grid.Key(row, column), out var chunk)) throw Hdf5File.NeverWritten(file, name);
        if (chunk.Address > (ulong)file.Length || chunk.Length > int.MaxValue)
            throw file.Damaged($"a chunk of '{name}' starts after its end");
        file.RequireInside((long)chunk.Address, chunk.Length);
        if (filters.IsEmpty ? chunk.Length != grid.ChunkBytes : !filters.CanUnpack(chunk.Length, grid.ChunkBytes))
        {
            throw file.Damaged(
                $"a chunk of '{name}' has {chunk.Length} bytes, which cannot be the {grid.ChunkBytes} bytes that it should unpack to");
        }
        return chunk;
    }

    private void Unpack(StoredChunk chunk, PooledBytes buffer, long row)
    {
        if (filters.IsEmpty)
        {
            file.Read((long)chunk.Address, buffer.Span);
            return;
        }
        using var stored = new PooledBytes((int)chunk.Length);
        file.Read((long)chunk.Address, stored.Span);
        try
        {
            filters.Undo(new(stored.Array, 0, stored.Span.Length), buffer.Span, grid.ElementSize, chunk.FilterMask);
        }
        catch (InvalidDataException e)
        {
            throw file.Damaged($"the chunk of '{name}' with row {row * grid.ChunkRows} is damaged: {e.Message}", e);
        }
    }
}
