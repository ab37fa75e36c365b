using System.Buffers;

namespace AdaMHF.PatchBags;

/// <summary>A rented buffer of exactly the requested length.</summary>
internal readonly ref struct PooledBytes : IDisposable
{
    private readonly byte[] _bytes;

    public PooledBytes(int length)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(length);
        Span = _bytes.AsSpan(0, length);
    }

    public Span<byte> Span { get; }

    public byte[] Array => _bytes;

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
