using System.Buffers.Binary;

namespace AdaMHF.Slides.Tests;

/// <summary>Damages slides.</summary>
internal static class Damaged
{
    /// <summary>Overwrites the bytes of one tile of a little-endian TIFF's first directory, and copies the rest.</summary>
    public static string Tile(string source, string target, int number)
    {
        var bytes = File.ReadAllBytes(source);
        var (offset, count) = (Value(bytes, tag: 324, number), Value(bytes, tag: 325, number));
        bytes.AsSpan(offset, count).Fill(0x5a);
        File.WriteAllBytes(target, bytes);
        return target;
    }

    private static int Value(byte[] file, int tag, int number)
    {
        var directory = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4));
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(directory));
        for (var i = 0; i < entries; i++)
        {
            var entry = file.AsSpan(directory + 2 + (12 * i));
            if (BinaryPrimitives.ReadUInt16LittleEndian(entry) != tag) continue;
            // Counts of tiles are 16 bits wide where they fit, offsets are 32.
            var isShort = BinaryPrimitives.ReadUInt16LittleEndian(entry[2..]) == 3;
            var at = BinaryPrimitives.ReadInt32LittleEndian(entry[8..]) + (number * (isShort ? 2 : 4));
            var value = file.AsSpan(at);
            return isShort ? BinaryPrimitives.ReadUInt16LittleEndian(value) : BinaryPrimitives.ReadInt32LittleEndian(value);
        }
        throw new InvalidDataException($"No tag {tag}.");
    }
}
