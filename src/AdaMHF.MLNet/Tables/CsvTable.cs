using System.Buffers.Binary;
using System.IO.Compression;
using Sylvan.Data.Csv;

namespace AdaMHF.MLNet;

/// <summary>
/// Comma-separated rows under one header line, plain or gzip (detected by the content). Every failure is a
/// <see cref="CohortFileException"/> that names the file and row.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private readonly CsvDataReader _cells;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);

    private CsvTable(string path, Stream content)
    {
        Path = path;
        IsCompressed = content is UnpackedText;
        // Commas only: guessing the delimiter goes wrong on tables of one column. Nothing is a comment.
        _cells = CsvDataReader.Create(new StreamReader(content), new CsvDataReaderOptions
        {
            HasHeaders = false,
            Delimiter = ',',
            Comment = '\0',
            BufferSize = 1 << 16,
            MaxBufferSize = 1 << 24,
        });
        if (!Advance()) throw new CohortFileException($"'{Path}' is empty; expected a header line.");
        Columns = [.. Enumerable.Range(0, _cells.RowFieldCount).Select(_cells.GetString)];
        for (var position = 0; position < Columns.Count; position++) AddColumn(position);
    }

    public string Path { get; }

    public bool IsCompressed { get; }

    /// <summary>The header; only the first name may be empty.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The current row; the header is row 1, as in a spreadsheet.</summary>
    public int Row => _cells.RowNumber;

    public ReadOnlySpan<char> this[int column] => _cells.GetFieldSpan(column);

    /// <param name="path">The file.</param>
    /// <param name="what">What the file is to the user, for the message when it is absent.</param>
    public static CsvTable Open(string path, string what)
    {
        if (!File.Exists(path))
        {
            throw new CohortFileException(
                $"There is no {what} at '{System.IO.Path.GetFullPath(path)}'. Check the path.");
        }
        var file = File.OpenRead(path);
        try
        {
            return new CsvTable(path, Decompressed(path, file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Moves to the next row that is not blank.</summary>
    public bool Read()
    {
        while (Advance())
        {
            if (_cells.RowFieldCount == Columns.Count) return true;
            if (_cells.RowFieldCount == 1 && this[0].IsEmpty) continue;
            throw Error(
                $"{_cells.RowFieldCount} cells under a header of {Columns.Count}. Correct the row; text with a comma needs quotes.");
        }
        return false;
    }

    public int? Find(string column) => _positions.TryGetValue(column, out var position) ? position : null;

    public CohortFileException Error(string problem, Exception? cause = null) => new($"'{Path}', row {Row}: {problem}", cause);

    public void Dispose() => _cells.Dispose();

    private bool Advance()
    {
        try
        {
            return _cells.Read();
        }
        catch (Exception e) when (e is CsvFormatException or CsvRecordTooLargeException or InvalidDataException or IOException)
        {
            throw new CohortFileException($"'{Path}' cannot be read as comma-separated text: {e.Message} Check the quotes of that row.", e);
        }
    }

    private void AddColumn(int position)
    {
        var name = Columns[position];
        if (name.Length == 0 && position > 0)
            throw new CohortFileException($"'{Path}': column {position + 1} has no name, as only the first may. Name or remove it.");
        if (!_positions.TryAdd(name, position))
        {
            throw new CohortFileException(
                $"'{Path}': the header names column '{name}' twice (columns {_positions[name] + 1} and {position + 1}). Rename one.");
        }
    }

    /// <summary>The text of a file that may be gzip; a truncated gzip file is refused.</summary>
    public static Stream Decompressed(string path, FileStream file)
    {
        Span<byte> start = stackalloc byte[4];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        if (start is [0x1F, 0x8B, ..])
        {
            RequireWholeGzip(path, file);
            return new UnpackedText(path, file.Length, new GZipStream(file, CompressionMode.Decompress));
        }
        if (start.SequenceEqual("PK\u0003\u0004"u8))
            throw new CohortFileException($"'{path}' is a zip archive. Unpack it and give the path of the table inside.");
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            throw new CohortFileException(
                $"'{path}' is named .gz but its content is not gzip. Fetch it again, or rename it if it is plain text.");
        }
        return file;
    }

    // .NET reads a truncated gzip file without an error, so the patients after the cut would be lost silently. The last four bytes hold the
    // length of the text.
    private static void RequireWholeGzip(string path, FileStream file)
    {
        var buffer = new byte[1 << 16];
        long length = 0;
        try
        {
            using var text = new UnpackedText(path, file.Length, new GZipStream(file, CompressionMode.Decompress, leaveOpen: true));
            for (int read; (read = text.Read(buffer)) > 0;) length += read;
            file.Position = Math.Max(0, file.Length - sizeof(uint));
            file.ReadExactly(buffer, 0, sizeof(uint));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new CohortFileException($"'{path}' is a damaged gzip file: {e.Message} Fetch it again.", e);
        }
        if ((uint)length != BinaryPrimitives.ReadUInt32LittleEndian(buffer))
        {
            throw new CohortFileException(
                $"'{path}' is a gzip file that was cut short (or made of several parts). Fetch it again, or decompress it.");
        }
        file.Position = 0;
    }
}
