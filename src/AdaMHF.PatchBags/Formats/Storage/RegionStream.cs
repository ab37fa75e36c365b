namespace AdaMHF.PatchBags;

/// <summary>A range of bytes, read from start to end.</summary>
internal sealed class RegionStream(ByteRegion region) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => region.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var some = buffer[..(int)Math.Min(buffer.Length, region.Length - _position)];
        region.Source.Read(region.Offset + _position, some);
        _position += some.Length;
        return some.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
