using System.IO.Hashing;

namespace AdaMHF.PatchBags;

/// <summary>
/// The bytes of a compressed entry, unpacked as they are read: ascending reads take no memory. Reads that go back begin again; where they
/// do so more often, the entry is unpacked whole, if it is small enough for that. What is read to the end is compared with its checksum.
/// </summary>
internal sealed class DeflatedBytes(BagFile file, ZipEntry entry) : IByteSource
{
    private const int MostBeginnings = 3;
    private const int SkippedAtOnce = 1 << 16;

    private readonly Lock _lock = new();
    private Crc32 _checksum = new();
    private Stream? _stream;
    private long _position;
    private int _beginnings;
    private byte[]? _whole;

    public long Length => entry.Length;

    public void Read(long offset, Span<byte> target)
    {
        lock (_lock)
        {
            try
            {
                if (_whole is null && (_stream is null || offset < _position)) Begin();
                if (_whole is not null)
                {
                    _whole.AsSpan((int)offset, target.Length).CopyTo(target);
                    return;
                }
                Skip(offset - _position);
                Take(target);
            }
            catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
            {
                throw file.Damaged($"entry '{entry.Name}' does not unpack to the {entry.Length} bytes that its archive says", e);
            }
        }
    }

    private void Begin()
    {
        _stream?.Dispose();
        if (++_beginnings > MostBeginnings)
        {
            _whole = ZipUnpacking.ReadWhole(file, entry);
            return;
        }
        (_stream, _position, _checksum) = (ZipUnpacking.Open(file, entry), 0, new());
    }

    private void Skip(long count)
    {
        using var buffer = new PooledBytes((int)Math.Min(count, SkippedAtOnce));
        while (count > 0)
        {
            var some = (int)Math.Min(count, SkippedAtOnce);
            Take(buffer.Span[..some]);
            count -= some;
        }
    }

    private void Take(Span<byte> target)
    {
        _stream!.ReadExactly(target);
        _checksum.Append(target);
        _position += target.Length;
        if (_position == entry.Length && (_checksum.GetCurrentHashAsUInt32() != entry.Crc32 || _stream.ReadByte() >= 0))
            throw new InvalidDataException("its checksum is wrong");
    }
}
