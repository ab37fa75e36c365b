namespace AdaMHF.PatchBags;

/// <summary>Bytes in memory, such as an unpacked part of a file.</summary>
internal sealed class BytesInMemory(byte[] bytes) : IByteSource
{
    public long Length => bytes.Length;

    public void Read(long offset, Span<byte> target) => bytes.AsSpan((int)offset, target.Length).CopyTo(target);
}
