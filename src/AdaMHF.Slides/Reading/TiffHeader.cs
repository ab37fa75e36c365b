using System.Buffers.Binary;
using System.Text;

namespace AdaMHF.Slides;

/// <summary>
/// What the first directory of a TIFF says about who wrote it and how: neither reader gives that before it opens the file.
/// </summary>
/// <param name="Compression">Code of tag 259; 1 where it is absent.</param>
/// <param name="IsHamamatsu">Whether the tag that only .ndpi files have is there.</param>
/// <param name="Text">Image description and XMP, which name the scanner.</param>
internal sealed record TiffHeader(int Compression, bool IsHamamatsu, string Text)
{
    private const int MostEntries = 4096;
    private const int MostText = 1 << 20;

    /// <summary>Reads the header; null where the file is no TIFF, or ends within its first directory.</summary>
    public static TiffHeader? Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Span<byte> start = stackalloc byte[16];
        var length = stream.ReadAtLeast(start, 16, throwOnEndOfStream: false);
        if (length < 8 || (start[0], start[1]) is not ((byte)'I', (byte)'I') and not ((byte)'M', (byte)'M')) return null;
        var reader = new Reader(stream, LittleEndian: start[0] == 'I');
        var version = reader.UInt16(start[2..]);
        if (version is not (42 or 43)) return null;
        try
        {
            return reader.Directory(isBig: version == 43, start);
        }
        catch (Exception error) when (error is EndOfStreamException or OverflowException or IOException)
        {
            return null;
        }
    }

    private sealed record Reader(FileStream Stream, bool LittleEndian)
    {
        public ushort UInt16(ReadOnlySpan<byte> bytes) =>
            LittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

        public TiffHeader Directory(bool isBig, ReadOnlySpan<byte> start)
        {
            var (compression, isHamamatsu, text) = (1, false, new StringBuilder());
            var (pointer, entry) = (isBig ? 8 : 4, isBig ? 20 : 12);
            var at = checked((long)Integer(start[(isBig ? 8 : 4)..], pointer));
            var count = checked((int)Math.Min(MostEntries, Integer(Bytes(at, isBig ? 8 : 2), isBig ? 8 : 2)));
            at += isBig ? 8 : 2;
            for (var i = 0; i < count; i++, at += entry)
            {
                var field = Bytes(at, entry);
                var values = field.AsSpan(4 + pointer);
                switch (UInt16(field))
                {
                    case 259:
                        compression = UInt16(values);
                        break;
                    case 65420:
                        isHamamatsu = true;
                        break;
                    case 270 or 271 or 700:
                        var bytes = (int)Math.Min(MostText, Integer(field.AsSpan(4), pointer));
                        var content = bytes <= pointer ? values[..bytes] : Bytes(checked((long)Integer(values, pointer)), bytes);
                        text.Append(Encoding.UTF8.GetString(content)).Append('\n');
                        break;
                }
            }
            return new(compression, isHamamatsu, text.ToString());
        }

        private ulong Integer(ReadOnlySpan<byte> bytes, int size) => (size, LittleEndian) switch
        {
            (2, _) => UInt16(bytes),
            (4, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (4, false) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            (_, true) => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
            (_, false) => BinaryPrimitives.ReadUInt64BigEndian(bytes),
        };

        private byte[] Bytes(long offset, int count)
        {
            if (offset < 0 || offset > Stream.Length - count) throw new EndOfStreamException();
            var bytes = new byte[count];
            Stream.Position = offset;
            Stream.ReadExactly(bytes);
            return bytes;
        }
    }
}
