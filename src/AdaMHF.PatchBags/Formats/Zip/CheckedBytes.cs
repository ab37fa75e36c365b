using System.IO.Hashing;

namespace AdaMHF.PatchBags;

/// <summary>The bytes of an uncompressed entry, compared with their checksum where they are read in order and to the end.</summary>
internal sealed class CheckedBytes(BagFile file, ZipEntry entry) : IByteSource
{
    // The header of an array comes before its elements, and is read apart.
    private const int LongestPrefix = 1 << 14;

    private readonly Lock _lock = new();
    private readonly Crc32 _checksum = new();
    private long _position;

    public long Length => entry.Length;

    public void Read(long offset, Span<byte> target)
    {
        entry.Packed.Source.Read(entry.Packed.Offset + offset, target);
        lock (_lock)
        {
            if (_position == 0 && offset is > 0 and <= LongestPrefix)
            {
                using var prefix = new PooledBytes((int)offset);
                entry.Packed.Source.Read(entry.Packed.Offset, prefix.Span);
                Append(prefix.Span);
            }
            if (offset == _position) Append(target);
            else _position = -1;
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        _checksum.Append(bytes);
        _position += bytes.Length;
        if (_position == entry.Length && _checksum.GetCurrentHashAsUInt32() != entry.Crc32)
            throw file.Damaged($"entry '{entry.Name}' is not what its archive says (checksum)");
    }
}
