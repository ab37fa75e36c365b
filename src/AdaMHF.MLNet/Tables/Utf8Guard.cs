using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace AdaMHF.MLNet;

/// <summary>
/// Passes bytes through as long as they are UTF-8, and says where they are not: a decoder would put U+FFFD there, which makes one patient
/// of Müller and Möller.
/// </summary>
internal sealed class Utf8Guard(string path, Stream content) : Stream
{
    private readonly byte[] _pending = new byte[4];
    private int _pendingCount;
    private long _passed;
    private int _row = 1;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = content.Read(buffer);
        if (count == 0 && _pendingCount > 0) throw Wrong(_pending[0]);
        Check(buffer[..count]);
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) content.Dispose();
        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<byte> bytes)
    {
        // A character that began in the block before.
        while (_pendingCount > 0 && !bytes.IsEmpty)
        {
            _pending[_pendingCount++] = bytes[0];
            bytes = bytes[1..];
            var status = Rune.DecodeFromUtf8(_pending.AsSpan(0, _pendingCount), out _, out var length);
            if (status == OperationStatus.NeedMoreData) continue;
            if (status == OperationStatus.InvalidData || length < _pendingCount) throw Wrong(_pending[0]);
            _passed += _pendingCount;
            _pendingCount = 0;
        }
        var valid = bytes[..^Unfinished(bytes)];
        if (!Utf8.IsValid(valid) || valid.Contains((byte)0)) throw FirstWrong(valid);
        _row += valid.Count((byte)'\n');
        _passed += valid.Length;
        bytes[valid.Length..].CopyTo(_pending.AsSpan(_pendingCount));
        _pendingCount += bytes.Length - valid.Length;
    }

    /// <summary>How many of the last bytes begin a character that goes on in the next block.</summary>
    private static int Unfinished(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length <= Math.Min(3, bytes.Length); length++)
        {
            if (Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData) return length;
        }
        return 0;
    }

    private CohortFileException FirstWrong(ReadOnlySpan<byte> bytes)
    {
        while (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done && rune.Value != 0)
        {
            if (rune.Value == '\n') _row++;
            _passed += length;
            bytes = bytes[length..];
        }
        return Wrong(bytes[0]);
    }

    private CohortFileException Wrong(byte found) => new(
        $"'{path}', row {_row}: byte 0x{found:X2} (number {_passed + 1} of the text) is no UTF-8. "
        + (found == 0
            ? "The file is not text, or UTF-16 without a byte order mark: then give utf-16 as its encoding"
            : "Give the encoding that the file was written in, such as windows-1252 for Excel in Western Europe")
        + $" ({nameof(TableOptions)}.{nameof(TableOptions.Encoding)}, --encoding), or save it as UTF-8.");
}
