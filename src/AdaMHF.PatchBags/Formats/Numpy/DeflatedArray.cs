using System.Numerics;

namespace AdaMHF.PatchBags;

/// <summary>
/// An array in a compressed entry of an <c>.npz</c>. Rows in C's order are taken from the stream as it is unpacked, up to the last wanted
/// one; an array in Fortran's order is unpacked whole.
/// </summary>
internal sealed class DeflatedArray(BagFile file, ZipEntry entry, NpyHeader header, string name)
    : StoredArray(name, header.Shape, header.Format, header.TypeName)
{
    public override NumberMatrix OpenMatrix(int rows, int columns)
    {
        var format = Format!.Value;
        if (((Int128)rows * columns * format.Size) + header.Length != entry.Length)
        {
            throw file.Damaged(
                $"array '{Name}' of {rows} x {columns} {TypeName} does not fill the {entry.Length - header.Length} bytes " +
                "that the archive says it has");
        }
        return header.FortranOrder && rows > 1 && columns > 1
            ? new Whole(file, entry, header, rows, columns)
            : new RowWise(file, entry, header, rows, columns);
    }

    private sealed class Whole(BagFile file, ZipEntry entry, NpyHeader header, int rows, int columns) : NumberMatrix(rows, columns)
    {
        public override void ReadRows<T>(ReadOnlySpan<int> wanted, Span<T> target)
        {
            var bytes = new BytesInMemory(ZipUnpacking.ReadWhole(file, entry));
            new StridedMatrix(bytes, header.Length, (Rows, Columns), (1, Rows), header.Format!.Value).ReadRows(wanted, target);
        }
    }

    private sealed class RowWise(BagFile file, ZipEntry entry, NpyHeader header, int rows, int columns) : NumberMatrix(rows, columns)
    {
        public override void ReadRows<T>(ReadOnlySpan<int> wanted, Span<T> target)
        {
            if (wanted.IsEmpty || Columns == 0) return;
            var format = header.Format!.Value;
            using var stream = ZipUnpacking.Open(file, entry);
            using var buffer = new PooledBytes(BufferBytes);
            try
            {
                Skip(stream, buffer.Span, header.Length);
                for (var next = 0; !wanted.IsEmpty;)
                {
                    Skip(stream, buffer.Span, (long)(wanted[0] - next) * Columns * format.Size);
                    var run = RunLength(wanted);
                    ReadValues(stream, buffer.Span, target[..(run * Columns)]);
                    next = wanted[0] + run;
                    wanted = wanted[run..];
                    target = target[(run * Columns)..];
                }
            }
            catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
            {
                throw file.Damaged($"entry '{entry.Name}' does not unpack to the {entry.Length} bytes that its archive says", e);
            }
        }

        private void ReadValues<T>(Stream stream, Span<byte> buffer, Span<T> target) where T : unmanaged, INumber<T>
        {
            var format = header.Format!.Value;
            while (!target.IsEmpty)
            {
                var some = target[..Math.Min(target.Length, buffer.Length / format.Size)];
                var stored = buffer[..(some.Length * format.Size)];
                stream.ReadExactly(stored);
                format.Convert(stored, some);
                target = target[some.Length..];
            }
        }

        private static void Skip(Stream stream, Span<byte> buffer, long count)
        {
            while (count > 0)
            {
                var some = (int)Math.Min(count, buffer.Length);
                stream.ReadExactly(buffer[..some]);
                count -= some;
            }
        }
    }
}
