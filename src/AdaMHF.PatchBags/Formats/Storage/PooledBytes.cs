using System.Buffers;

namespace AdaMHF.PatchBags;

/// <summary>A buffer of exactly the requested length, rented unless it is so large that the pool would hold on to much memory.</summary>
internal readonly ref struct PooledBytes : IDisposable
{
    private const int LargestRented = 16 << 20;

    public PooledBytes(int length)
    {
        Array = length > LargestRented ? GC.AllocateUninitializedArray<byte>(length) : ArrayPool<byte>.Shared.Rent(length);
        Span = Array.AsSpan(0, length);
    }

    public Span<byte> Span { get; }

    public byte[] Array { get; }

    public void Dispose()
    {
        if (Span.Length <= LargestRented) ArrayPool<byte>.Shared.Return(Array);
    }
}
