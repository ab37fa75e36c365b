using System.Text;
using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.GZip;

namespace AdaMHF.MLNet;

/// <summary>The text of a table or gene set file: plain or gzip, by the content, in an encoding that is known and not guessed.</summary>
internal sealed class TableText : IDisposable
{
    private static readonly char[] Delimiters = [',', '\t', ';'];

    private readonly FileStream _file;
    private readonly Encoding? _encoding;

    private TableText(string path, FileStream file, TableOptions options)
    {
        Path = path;
        _file = file;
        IsCompressed = RequireText();
        _encoding = options.Encoding is { } named ? TableEncoding.Named(named) : TableEncoding.OfMark(Start(4));
        Reader = Open();
        var found = FindHeader();
        Delimiter = options.Delimiter ?? found;
        _file.Position = 0;
        Reader = Open();
        for (var line = 0; line < LinesAbove; line++) Reader.ReadLine();
    }

    public string Path { get; }

    public bool IsCompressed { get; }

    /// <summary>The text from the header on.</summary>
    public StreamReader Reader { get; private set; }

    /// <summary>Comma, tab or semicolon, or what was given.</summary>
    public char Delimiter { get; }

    /// <summary>Lines above the header: those that begin with #, and blank ones.</summary>
    public int LinesAbove { get; private set; }

    public string EncodingName => _encoding?.WebName ?? "utf-8";

    /// <param name="path">The file.</param>
    /// <param name="what">What the file is to the user, for the message when it is absent.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="CohortFileException">There is no such file, or it is no text.</exception>
    public static TableText Open(string path, string what, TableOptions? options = null)
    {
        if (RegularFile.Problem(path) is { } problem)
            throw new CohortFileException($"'{path}' {problem}, and is no {what}. Expected text.");
        if (!File.Exists(path))
            throw new CohortFileException($"There is no {what} at '{System.IO.Path.GetFullPath(path)}'. Check the path.");
        var file = File.OpenRead(path);
        try
        {
            return new TableText(path, file, options ?? new());
        }
        catch (Exception e)
        {
            file.Dispose();
            if (Refusal(path, e) is { } refusal) throw refusal;
            throw;
        }
    }

    /// <summary>The next line; null at the end.</summary>
    /// <exception cref="CohortFileException">The bytes are no text.</exception>
    public string? ReadLine()
    {
        try
        {
            return Reader.ReadLine();
        }
        catch (Exception e) when (Refusal(Path, e) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>What is wrong with the bytes, where an exception of reading says so; else null.</summary>
    public static CohortFileException? Refusal(string path, Exception wrong, int? row = null) => wrong switch
    {
        // Of SharpZipLib: a header, block or check sum that is wrong, an end before the end, or a code that leads out of its tables.
        SharpZipBaseException or EndOfStreamException or IndexOutOfRangeException => new(
            $"'{path}' is a gzip file that was cut short or damaged: {wrong.Message}. Fetch it again.", wrong),
        DecoderFallbackException { BytesUnknown: { } bytes } => new(
            $"'{path}'{(row is null ? "" : $", in or after row {row}")}: the bytes {Convert.ToHexString(bytes)} are no text in the "
            + $"encoding that was given. Give another ({nameof(TableOptions)}.{nameof(TableOptions.Encoding)}, --encoding).", wrong),
        _ => null,
    };

    public void Dispose()
    {
        Reader.Dispose();
        _file.Dispose();
    }

    private bool RequireText()
    {
        var start = Start(64);
        if (start is [0x1F, 0x8B, ..]) return true;
        if (start.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            throw new CohortFileException(Path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)
                ? $"'{Path}' is an Excel workbook. Save its sheet as 'CSV UTF-8' and give the path of that."
                : $"'{Path}' is a zip archive. Unpack it and give the path of the table inside.");
        }
        if (start.AsSpan().StartsWith("version https://git-lfs"u8))
            throw new CohortFileException($"'{Path}' is a pointer of Git LFS, not the file itself. Fetch it with 'git lfs pull'.");
        if (Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            throw new CohortFileException(
                $"'{Path}' is named .gz but its content is not gzip. Fetch it again, or rename it if it is plain text.");
        }
        return false;
    }

    private byte[] Start(int length)
    {
        _file.Position = 0;
        var start = new byte[length];
        using var unpacked = IsCompressed ? Unpacked() : null;
        var count = (unpacked ?? (Stream)_file).ReadAtLeast(start, length, throwOnEndOfStream: false);
        _file.Position = 0;
        return start[..count];
    }

    private StreamReader Open()
    {
        Stream content = IsCompressed ? Unpacked() : _file;
        return _encoding is null
            ? new StreamReader(new Utf8Guard(Path, content), new UTF8Encoding(), detectEncodingFromByteOrderMarks: true, leaveOpen: true)
            : new StreamReader(content, _encoding, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
    }

    // It compares check sum and length of every member, and .NET's own stream does not: patients after a cut were lost silently.
    private UnpackedText Unpacked() => new(Path, _file.Length, new GZipInputStream(_file) { IsStreamOwner = false });

    /// <summary>Counts the lines above the header, and finds what divides the header and the row below it alike.</summary>
    private char FindHeader()
    {
        var header = Reader.ReadLine() ?? "";
        while (IsComment(header) || header.Length == 0)
        {
            if (Reader.ReadLine() is not { } next) break;
            LinesAbove++;
            header = next;
        }
        var row = Reader.ReadLine() ?? "";
        var found = Delimiters.Where(delimiter => Cells(header, delimiter) > 1).ToArray();
        var fit = found.Where(delimiter => Cells(row, delimiter) == Cells(header, delimiter)).ToArray();
        if (fit.Length > 0) found = fit;
        return found.Length > 0 ? found.MaxBy(delimiter => Cells(header, delimiter)) : ',';
    }

    // A cell # alone heads a column of row numbers.
    private static bool IsComment(string line) => line.StartsWith('#') && !(line.Length > 1 && Delimiters.Contains(line[1]));

    private static int Cells(string line, char delimiter)
    {
        var (count, isQuoted) = (1, false);
        foreach (var letter in line)
        {
            if (letter == '"') isQuoted = !isQuoted;
            else if (letter == delimiter && !isQuoted) count++;
        }
        return count;
    }
}
