using System.Buffers.Binary;

namespace AdaMHF.PatchBags;

/// <summary>A piece of an HDF5 file, read field by field.</summary>
internal sealed class Hdf5Block(Hdf5File file, ReadOnlyMemory<byte> bytes)
{
    public Hdf5File File => file;

    public int Position { get; private set; }

    public int Remaining => bytes.Length - Position;

    public byte UInt8() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A count or an extent that must be a positive 64-bit number.</summary>
    public long Length() => UInt64() is var value and <= long.MaxValue
        ? (long)value
        : throw file.Damaged("one of its lengths is too large");

    /// <summary>An integer of 1 to 8 bytes.</summary>
    public ulong Integer(int size)
    {
        if (size is < 0 or > 8) throw file.Damaged($"one of its numbers takes {size} bytes");
        Span<byte> wide = stackalloc byte[8];
        wide.Clear();
        Take(size).CopyTo(wide);
        return BinaryPrimitives.ReadUInt64LittleEndian(wide);
    }

    public void Skip(int count) => Take(count);

    public ReadOnlyMemory<byte> Bytes(int count)
    {
        var at = Position;
        Take(count);
        return bytes.Slice(at, count);
    }

    /// <summary>The next bytes as a block of their own.</summary>
    public Hdf5Block Part(int count) => new(file, Bytes(count));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Remaining) throw file.Damaged("one of its HDF5 structures ends early");
        Position += count;
        return bytes.Span.Slice(Position - count, count);
    }
}
