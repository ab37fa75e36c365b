using System.Buffers.Binary;
using System.Text;

namespace AdaMHF.PatchBags;

/// <summary>The bytes of a pickle, read one after the other.</summary>
internal sealed class PickleReader(ReadOnlyMemory<byte> bytes)
{
    // A name, a key, a note: nothing in a bag is longer.
    private const int LongestText = 1 << 16;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>A text of a length that was read before.</summary>
    public string Text(long length)
    {
        if (length is < 0 or > LongestText)
            throw new PickleException($"holds a text that claims {length} bytes; expected at most {LongestText}");
        return Encoding.UTF8.GetString(Take((int)length));
    }

    /// <summary>A text up to the next end of line.</summary>
    public string Line()
    {
        var rest = bytes.Span[Position..];
        var end = rest[..Math.Min(rest.Length, LongestText)].IndexOf((byte)'\n');
        if (end < 0) throw new PickleException("holds a name without an end");
        var text = Encoding.UTF8.GetString(rest[..end]);
        Position += end + 1;
        return text;
    }

    /// <summary>An integer of some bytes, the least significant first.</summary>
    public object Integer(int length)
    {
        var little = Take(length);
        if (length <= 8)
        {
            Span<byte> wide = stackalloc byte[8];
            wide.Fill(length > 0 && little[^1] >= 0x80 ? (byte)0xFF : (byte)0);
            little.CopyTo(wide);
            return BinaryPrimitives.ReadInt64LittleEndian(wide);
        }
        // Only compared with the mark of old files.
        return Convert.ToHexString(little);
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > bytes.Length - Position) throw new PickleException($"ends early, at byte {bytes.Length}");
        var taken = bytes.Span.Slice(Position, count);
        Position += count;
        return taken;
    }
}
