using System.Text;

namespace AdaMHF.MLNet;

/// <summary>Encodings of text files, each of which refuses bytes that it has no character for.</summary>
internal static class TableEncoding
{
    /// <exception cref="ArgumentException">There is no encoding of that name.</exception>
    public static Encoding Named(string name)
    {
        // What Windows and old files use is not registered by default, and registering it would change the whole application.
        foreach (Func<Encoding?> find in new Func<Encoding?>[]
        {
            () => CodePagesEncodingProvider.Instance.GetEncoding(
                name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
            () => Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        })
        {
            try
            {
                if (find() is { } found) return found;
            }
            catch (ArgumentException)
            {
                // Not among these encodings.
            }
        }
        throw new ArgumentException(
            $"There is no encoding '{name}'. Known are windows-1252, iso-8859-1, macintosh, gb18030, shift_jis, utf-16 and others.");
    }

    /// <summary>The encoding that a byte order mark stands for; null without one, which is UTF-8.</summary>
    public static Encoding? OfMark(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true),
        [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
        _ => null,
    };
}
