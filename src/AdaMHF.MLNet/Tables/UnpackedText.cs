using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>Text that is unpacked as it is read; refused where it is more than <see cref="FileLimits"/> allow for the file.</summary>
/// <param name="path">The file.</param>
/// <param name="packed">Bytes of the file.</param>
/// <param name="unpacked">The unpacking stream; disposed with this one.</param>
internal sealed class UnpackedText(string path, long packed, Stream unpacked) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = unpacked.Read(buffer);
        _read += read;
        return FileLimits.Default.WhyNotUnpack(packed, _read) is null
            ? read
            : throw new CohortFileException(
                $"'{path}' is refused: it unpacks to more than {FileLimits.Default.UnpackedPerPacked} times its {packed} bytes "
                + $"({nameof(FileLimits)}.{nameof(FileLimits.UnpackedPerPacked)}). Unpack it, if it is what you expect.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) unpacked.Dispose();
        base.Dispose(disposing);
    }
}
