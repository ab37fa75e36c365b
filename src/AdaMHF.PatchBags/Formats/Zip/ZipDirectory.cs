using System.Buffers.Binary;
using System.Text;

namespace AdaMHF.PatchBags;

/// <summary>
/// The table of contents of a zip archive, with the offset of every entry: System.IO.Compression does not expose offsets, and rows are
/// read from stored entries without the rest. Archives that could be read in two ways (entries of one name, entries that overlap, local
/// headers that contradict the table) are refused.
/// </summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int EntryLength = 46;
    private const int LocalLength = 30;
    private const uint EndSignature = 0x06054b50;
    private const uint Zip64LocatorSignature = 0x07064b50;
    private const uint Zip64EndSignature = 0x06064b50;
    private const uint EntrySignature = 0x02014b50;
    private const uint LocalSignature = 0x04034b50;

    // A bag has a handful of entries; a pickled model some thousands.
    private const int MostEntries = 65_535;
    private const int MostDirectoryBytes = 16 << 20;

    public static bool IsZip(ReadOnlySpan<byte> start) =>
        start.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(start) is LocalSignature or EndSignature;

    /// <summary>All entries, in the order of the table.</summary>
    /// <exception cref="PatchBagException">The archive is damaged, or uses what no writer of bags uses.</exception>
    public static IReadOnlyList<ZipEntry> Read(BagFile file)
    {
        var (offset, length, count) = FindDirectory(file);
        if (count > MostEntries || length > MostDirectoryBytes)
        {
            throw file.Damaged(
                $"its zip archive claims {count} entries in a table of {length} bytes; " +
                $"expected at most {MostEntries} in {MostDirectoryBytes}");
        }

        var table = file.Read(offset, (int)length);
        var entries = new List<ZipEntry>();
        for (var at = 0; entries.Count < count;) entries.Add(ReadEntry(file, table, ref at, offset));
        RequireUnambiguous(file, entries);
        return entries;
    }

    private static (long Offset, long Length, long Count) FindDirectory(BagFile file)
    {
        var tailLength = (int)Math.Min(file.Length, EndLength + LongestComment);
        var tailStart = file.Length - tailLength;
        var tail = file.Read(tailStart, tailLength);
        for (var at = tailLength - EndLength; at >= 0; at--)
        {
            var end = tail.AsSpan(at);
            if (BinaryPrimitives.ReadUInt32LittleEndian(end) != EndSignature) continue;
            if (BinaryPrimitives.ReadUInt16LittleEndian(end[20..]) != end.Length - EndLength) continue;

            var count = (long)BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
            var length = (long)BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
            var offset = (long)BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
            return count == ushort.MaxValue || length == uint.MaxValue || offset == uint.MaxValue
                ? FindZip64Directory(file, tailStart + at)
                : (offset, length, count);
        }
        throw file.Damaged("its zip archive has no end record: it is truncated");
    }

    private static (long Offset, long Length, long Count) FindZip64Directory(BagFile file, long endRecord)
    {
        var locator = file.Read(endRecord - 20, 20);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != Zip64LocatorSignature)
            throw file.Damaged("its zip64 locator is missing");
        var end = file.Read(BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8)), 56);
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != Zip64EndSignature)
            throw file.Damaged("its zip64 end record is missing");
        return (
            BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48)),
            BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(40)),
            BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(32)));
    }

    private static ZipEntry ReadEntry(BagFile file, byte[] table, ref int at, long directory)
    {
        if (at > table.Length - EntryLength) throw file.Damaged("the table of its zip archive ends early");
        var entry = table.AsSpan(at);
        if (BinaryPrimitives.ReadUInt32LittleEndian(entry) != EntrySignature)
            throw file.Damaged("the table of its zip archive is damaged");
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]);
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(entry[16..]);
        var packed = (long)BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]);
        var length = (long)BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]);
        int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        var local = (long)BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
        if (entry.Length < EntryLength + nameLength + extraLength + commentLength)
            throw file.Damaged("the table of its zip archive ends early");

        var nameBytes = entry.Slice(EntryLength, nameLength);
        var name = Encoding.UTF8.GetString(nameBytes);
        ReadZip64Sizes(entry.Slice(EntryLength + nameLength, extraLength), ref length, ref packed, ref local);
        at += EntryLength + nameLength + extraLength + commentLength;

        var title = $"entry '{name}' of its zip archive";
        if ((flags & 1) != 0) throw file.Damaged($"{title} is encrypted; expected plain entries");
        if (method is not (0 or 8)) throw file.Damaged($"{title} is packed by method {method}; expected 0 (stored) or 8 (deflate)");
        if (length < 0 || packed < 0 || (method == 0 && packed != length))
            throw file.Damaged($"{title} contradicts itself about its length");

        var data = DataOffset(file, local, nameBytes);
        if (data > directory - packed)
            throw file.Damaged($"{title} runs into the table of contents: it is truncated or damaged");
        return new(name, method == 8, crc, new(file, data, packed), length);
    }

    private static void ReadZip64Sizes(ReadOnlySpan<byte> extra, ref long length, ref long packed, ref long local)
    {
        while (extra.Length >= 4)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(extra);
            int size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            extra = extra[4..];
            var field = extra[..Math.Min(size, extra.Length)];
            if (id == 1)
            {
                Take(ref field, ref length);
                Take(ref field, ref packed);
                Take(ref field, ref local);
                return;
            }
            extra = extra[field.Length..];
        }

        static void Take(ref ReadOnlySpan<byte> field, ref long value)
        {
            if (value != uint.MaxValue || field.Length < 8) return;
            value = BinaryPrimitives.ReadInt64LittleEndian(field);
            field = field[8..];
        }
    }

    private static long DataOffset(BagFile file, long local, ReadOnlySpan<byte> name)
    {
        Span<byte> header = stackalloc byte[LocalLength];
        file.Read(local, header);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalSignature || nameLength != name.Length
            || !file.Read(local + LocalLength, nameLength).AsSpan().SequenceEqual(name))
        {
            throw file.Damaged($"entry '{Encoding.UTF8.GetString(name)}' is not where the table of its zip archive says");
        }
        return local + LocalLength + nameLength + extraLength;
    }

    private static void RequireUnambiguous(BagFile file, List<ZipEntry> entries)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (entries.FirstOrDefault(entry => !names.Add(entry.Name)) is { } twice)
            throw file.Damaged($"its zip archive has two entries named '{twice.Name}'");

        var end = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Packed.Offset))
        {
            if (entry.Packed.Offset < end) throw file.Damaged($"entry '{entry.Name}' of its zip archive overlaps another");
            end = entry.Packed.Offset + entry.Packed.Length;
        }
    }
}
