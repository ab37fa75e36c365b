using System.Buffers.Binary;
using System.IO.Compression;

namespace AdaMHF.PatchBags;

/// <summary>The filters that were applied to a chunk before it was stored, and how they are undone.</summary>
internal sealed class Hdf5Filters
{
    private const int Deflate = 1;
    private const int Shuffle = 2;
    private const int Fletcher32 = 3;
    private const int Lzf = 32000;
    private const int ChecksumBytes = 4;

    // Deflate cannot shrink data further than this; LZF cannot either.
    private const int StrongestCompression = 1032;

    private static readonly Dictionary<int, string> Others = new()
    {
        [4] = "szip",
        [5] = "n-bit",
        [6] = "scale-offset",
        [307] = "bzip2",
        [32001] = "Blosc",
        [32004] = "LZ4",
        [32008] = "bitshuffle",
        [32013] = "ZFP",
        [32015] = "Zstandard",
        [32026] = "Blosc2",
    };

    private readonly List<int> _ids = [];

    /// <summary>No filter.</summary>
    public static Hdf5Filters None { get; } = new();

    public bool IsEmpty => _ids.Count == 0;

    /// <exception cref="PatchBagException">A filter is not known.</exception>
    public static Hdf5Filters Read(Hdf5Block block)
    {
        var filters = new Hdf5Filters();
        var (version, count) = (block.UInt8(), block.UInt8());
        if (version is not (1 or 2)) throw block.File.Damaged($"a list of filters is of version {version}; expected 1 or 2");
        if (version == 1) block.Skip(6);
        for (var i = 0; i < count; i++)
        {
            var id = block.UInt16();
            // The second version omits the names of the library's own filters.
            var nameLength = version == 1 || id >= 256 ? block.UInt16() : 0;
            block.Skip(2);
            var values = block.UInt16();
            block.Skip(version == 1 ? (nameLength + 7) & ~7 : nameLength);
            block.Skip(values * 4);
            if (version == 1 && values % 2 == 1) block.Skip(4);
            if (id is not (Deflate or Shuffle or Fletcher32 or Lzf))
            {
                throw new PatchBagException(
                    $"'{block.File.File.Path}' is packed with HDF5 filter {id} ({Others.GetValueOrDefault(id, "unknown")}); " +
                    "expected gzip, LZF, shuffle or Fletcher32. Repack it, for instance with h5repack -f GZIP=4.");
            }
            filters._ids.Add(id);
        }
        return filters;
    }

    /// <summary>Whether some stored bytes can be as many as they claim.</summary>
    public bool CanUnpack(long stored, long bytes) => bytes / (IsEmpty ? 1 : StrongestCompression) <= stored;

    /// <summary>Restores a chunk.</summary>
    /// <param name="stored">The chunk as it is stored.</param>
    /// <param name="chunk">Room for the chunk; filled to the last byte.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="mask">A bit for each filter that was skipped.</param>
    /// <exception cref="InvalidDataException">The chunk is damaged.</exception>
    public void Undo(ArraySegment<byte> stored, Span<byte> chunk, int elementSize, uint mask)
    {
        int[] undone = [.. Enumerable.Range(0, _ids.Count).Reverse().Where(i => i >= 32 || (mask & (1u << i)) == 0).Select(i => _ids[i])];
        // What the last filter unpacks goes into place; what is between two filters needs room of its own.
        var endsInPlace = undone.Length > 0 && undone[^1] != Fletcher32;
        var between = undone.Count(id => id != Fletcher32) - (endsInPlace ? 1 : 0);
        using var first = new PooledBytes(between > 0 ? chunk.Length + (ChecksumBytes * _ids.Count) : 0);
        using var second = new PooledBytes(between > 1 ? first.Span.Length : 0);
        var (current, free) = (stored, first.Array);
        for (var i = 0; i < undone.Length; i++)
        {
            var id = undone[i];
            if (id == Fletcher32)
            {
                current = Checked(current);
                continue;
            }

            var isInPlace = endsInPlace && i == undone.Length - 1;
            var target = isInPlace ? chunk : free.AsSpan(0, first.Span.Length);
            var length = id switch
            {
                Deflate => Inflate(current, target),
                Lzf => LzfDecoder.Decode(current, target),
                _ => Unshuffle(current, target, elementSize),
            };
            if (isInPlace && length != chunk.Length) throw WrongLength(length, chunk.Length);
            if (isInPlace) return;
            current = new(free, 0, length);
            free = free == first.Array ? second.Array : first.Array;
        }
        if (current.Count != chunk.Length) throw WrongLength(current.Count, chunk.Length);
        current.AsSpan().CopyTo(chunk);
    }

    private static InvalidDataException WrongLength(int found, int expected) =>
        new($"it unpacks to {found} bytes instead of {expected}");

    private static int Inflate(ArraySegment<byte> packed, Span<byte> target)
    {
        var bytes = new MemoryStream(packed.Array!, packed.Offset, packed.Count, writable: false);
        using var stream = new ZLibStream(bytes, CompressionMode.Decompress);
        var length = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        return stream.ReadByte() < 0 ? length : throw new InvalidDataException($"it unpacks to more than {target.Length} bytes");
    }

    // Shuffled bytes are sorted by their position in the element; an incomplete element stays at the end.
    private static int Unshuffle(ReadOnlySpan<byte> shuffled, Span<byte> target, int size)
    {
        if (shuffled.Length > target.Length) throw new InvalidDataException("it is too long");
        var count = shuffled.Length / size;
        for (var place = 0; place < size; place++)
        {
            var from = shuffled.Slice(place * count, count);
            for (int i = 0, to = place; i < from.Length; i++, to += size) target[to] = from[i];
        }
        shuffled[(count * size)..].CopyTo(target[(count * size)..]);
        return shuffled.Length;
    }

    private static ArraySegment<byte> Checked(ArraySegment<byte> data)
    {
        if (data.Count < ChecksumBytes) throw new InvalidDataException("it is shorter than its checksum");
        var content = data[..^ChecksumBytes];
        if (Checksum(content) != BinaryPrimitives.ReadUInt32LittleEndian(data[^ChecksumBytes..]))
            throw new InvalidDataException("its checksum is wrong");
        return content;
    }

    /// <summary>Fletcher's checksum as HDF5 computes it: big-endian words of 16 bits, sums modulo 65535.</summary>
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        const int WordsWithoutOverflow = 360;
        var (sum1, sum2) = (0u, 0u);
        while (data.Length > 1)
        {
            var some = data[..(Math.Min(data.Length / 2, WordsWithoutOverflow) * 2)];
            data = data[some.Length..];
            for (var i = 0; i < some.Length; i += 2) sum2 += sum1 += (uint)((some[i] << 8) | some[i + 1]);
            (sum1, sum2) = (Folded(sum1), Folded(sum2));
        }
        if (data.Length == 1)
        {
            sum1 += (uint)data[0] << 8;
            sum2 += sum1;
        }
        return (Folded(Folded(sum2)) << 16) | Folded(Folded(sum1));
    }

    private static uint Folded(uint sum) => (sum & 0xFFFF) + (sum >> 16);
}
