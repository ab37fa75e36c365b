using System.Buffers.Binary;
using System.IO.Compression;

namespace AdaMHF.PatchBags.Tests;

/// <summary>Damages a file. The same file and seed give the same mutant on every machine.</summary>
internal static class Mutation
{
    private static readonly long[] Borders =
    [
        0, 1, -1, 2, 7, 8, 40, 127, 128, 255, 256, 1000, short.MaxValue, ushort.MaxValue, int.MaxValue, int.MinValue, uint.MaxValue,
        1L << 32, 1L << 40, long.MaxValue, long.MinValue, long.MaxValue / 4, (1L << 62) + 2,
    ];

    // Of every so many mutants one is a splice of two files, and of those of archives one has two entries swapped.
    private const int Rare = 32;

    /// <param name="whole">The file.</param>
    /// <param name="seed">Which mutant.</param>
    /// <param name="other">A file of the same format, to splice; null for none.</param>
    public static byte[] Of(byte[] whole, int seed, byte[]? other = null)
    {
        // Numbers of our own, so that a seed means the same mutant in every version of .NET.
        var random = new SplitMix64(seed, whole.Length);
        if (seed % Rare == Rare - 1 && other is not null) return Spliced(whole, other, ref random);
        if (seed % Rare == Rare - 2 && whole is [(byte)'P', (byte)'K', ..]) return Swapped(whole, ref random);
        // An archive's checksums would hide its content from most damage: damage the content and pack it anew.
        if (whole is [(byte)'P', (byte)'K', ..] && random.Next(2) == 0) return Repacked(whole, ref random);
        var bytes = whole.ToArray();
        for (var i = 1 + random.Next(6); i > 0; i--) bytes = Damage(bytes, ref random);
        return bytes;
    }

    private static byte[] Damage(byte[] bytes, ref SplitMix64 random)
    {
        if (bytes.Length < 16) return [.. bytes, (byte)random.Next(256)];
        // Most of a bag is features, whose damage shows nothing: half of the damage goes to the first and last parts.
        var at = random.Next(4) switch
        {
            0 => random.Next(Math.Min(bytes.Length, 512)),
            1 => bytes.Length - 1 - random.Next(Math.Min(bytes.Length, 512)),
            _ => random.Next(bytes.Length),
        };
        var length = Math.Min(1 + random.Next(16), bytes.Length - at);
        switch (random.Next(10))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); return bytes;
            case 1: bytes[at] = (byte)random.Next(256); return bytes;
            case 2: bytes.AsSpan(at, length).Fill(random.Next(2) == 0 ? (byte)0 : (byte)0xFF); return bytes;
            case 3: return WithBorder(bytes, at, ref random);
            case 4: return WithBorder(bytes, at & ~7, ref random);
            case 5: return [.. bytes[..at], .. bytes[(at + length)..]];
            case 6: return [.. bytes[..at], .. bytes.AsSpan(at, length), .. bytes[at..]];
            case 7:
                bytes.AsSpan(random.Next(bytes.Length - length), length).ToArray().CopyTo(bytes, at);
                return bytes;
            case 8: bytes[at] += (byte)(random.Next(2) == 0 ? 1 : 255); return bytes;
            default: return random.Next(8) == 0 ? bytes[..at] : [.. bytes, .. bytes[^length..]];
        }
    }

    private static byte[] WithBorder(byte[] bytes, int at, ref SplitMix64 random)
    {
        Span<byte> number = stackalloc byte[8];
        var value = Borders[random.Next(Borders.Length)];
        if (random.Next(4) == 0) BinaryPrimitives.WriteInt64BigEndian(number, value);
        else BinaryPrimitives.WriteInt64LittleEndian(number, value);
        var size = Math.Min(1 << random.Next(4), bytes.Length - at);
        number[..size].CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    // Half of the time at the same place of both, which fits where the files have the same lengths.
    private static byte[] Spliced(byte[] whole, byte[] other, ref SplitMix64 random)
    {
        var at = random.Next(whole.Length);
        var from = random.Next(2) == 0 ? Math.Min(at, other.Length) : random.Next(other.Length);
        return [.. whole[..at], .. other[from..]];
    }

    private static byte[] Swapped(byte[] whole, ref SplitMix64 random)
    {
        using var result = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(whole), ZipArchiveMode.Read))
        using (var target = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            var (one, two) = (random.Next(source.Entries.Count), random.Next(source.Entries.Count));
            for (var i = 0; i < source.Entries.Count; i++)
            {
                using var content = source.Entries[i == one ? two : i == two ? one : i].Open();
                using var entry = target.CreateEntry(source.Entries[i].FullName, CompressionLevel.NoCompression).Open();
                content.CopyTo(entry);
            }
        }
        return result.ToArray();
    }

    private static byte[] Repacked(byte[] whole, ref SplitMix64 random)
    {
        using var result = new MemoryStream();
        using (var source = new ZipArchive(new MemoryStream(whole), ZipArchiveMode.Read))
        using (var target = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        {
            var damaged = random.Next(source.Entries.Count);
            for (var i = 0; i < source.Entries.Count; i++)
            {
                using var content = new MemoryStream();
                using (var stream = source.Entries[i].Open()) stream.CopyTo(content);
                var bytes = content.ToArray();
                var damages = i == damaged || random.Next(4) == 0 ? 1 + random.Next(4) : 0;
                for (; damages > 0; damages--) bytes = Damage(bytes, ref random);
                var packing = source.Entries[i].CompressedLength < source.Entries[i].Length
                    ? CompressionLevel.Fastest
                    : CompressionLevel.NoCompression;
                using var entry = target.CreateEntry(source.Entries[i].FullName, packing).Open();
                entry.Write(bytes);
            }
        }
        return result.ToArray();
    }
}
