using System.IO.Compression;
using System.IO.Hashing;

namespace AdaMHF.PatchBags;

/// <summary>Unpacks entries of a zip archive without trusting the lengths that they claim.</summary>
internal static class ZipUnpacking
{
    /// <summary>Deflate cannot shrink data further than this.</summary>
    private const int StrongestCompression = 1032;

    /// <summary>The bytes of a small entry, with their checksum compared.</summary>
    /// <exception cref="PatchBagException">The entry is larger than it may be, or damaged.</exception>
    public static byte[] ReadSmall(BagFile file, ZipEntry entry, int most)
    {
        if (entry.Length > most) throw file.Damaged($"entry '{entry.Name}' claims {entry.Length} bytes; expected at most {most}");
        return ReadWhole(file, entry);
    }

    /// <summary>All bytes of an entry, with their checksum compared.</summary>
    /// <exception cref="PatchBagException">The entry is damaged, or too large for one array.</exception>
    public static byte[] ReadWhole(BagFile file, ZipEntry entry)
    {
        RequirePossibleLength(file, entry);
        if (entry.Length > FileLimits.Default.ChunkBytes)
        {
            throw new PatchBagException(
                $"'{file.Path}': entry '{entry.Name}' unpacks to {entry.Length} bytes that can only be read at once; expected at most "
                + $"{FileLimits.Default.ChunkBytes} ({nameof(FileLimits)}.{nameof(FileLimits.ChunkBytes)}). "
                + "Save it uncompressed or in rows.");
        }
        var bytes = GC.AllocateUninitializedArray<byte>((int)entry.Length);
        using var stream = Open(file, entry);
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read != bytes.Length || stream.ReadByte() >= 0 || Crc32.HashToUInt32(bytes) != entry.Crc32)
            throw file.Damaged($"entry '{entry.Name}' does not unpack to what its archive says (checksum)");
        return bytes;
    }

    /// <summary>A stream over the unpacked bytes, read from start to end.</summary>
    public static Stream Open(BagFile file, ZipEntry entry)
    {
        RequirePossibleLength(file, entry);
        var packed = new RegionStream(entry.Packed);
        return entry.IsDeflated ? new DeflateStream(packed, CompressionMode.Decompress) : packed;
    }

    private static void RequirePossibleLength(BagFile file, ZipEntry entry)
    {
        if (FileLimits.Default.WhyNotUnpack(entry.Packed.Length, entry.Length) is { } problem)
            throw new PatchBagException($"'{file.Path}' is refused: entry '{entry.Name}' {problem}. Save it uncompressed.");
        if (entry.Length / StrongestCompression > entry.Packed.Length)
        {
            throw file.Damaged(
                $"entry '{entry.Name}' claims to unpack from {entry.Packed.Length} to {entry.Length} bytes, which deflate cannot do");
        }
    }
}
