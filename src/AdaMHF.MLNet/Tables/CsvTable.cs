using System.Globalization;
using AdaMHF.PatchBags;
using CsvHelper;
using CsvHelper.Configuration;

namespace AdaMHF.MLNet;

/// <summary>
/// Rows under one header line, plain or gzip (detected by the content). Every failure is a <see cref="CohortFileException"/> that names the
/// file and row; rows of the wrong length are collected and thrown at the end.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private readonly TableText _text;
    private readonly CsvParser _cells;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private int _lastLine, _rows;

    // Line breaks within the cells of the current row.
    private int _breaks;

    private CsvTable(TableText text)
    {
        _text = text;
        Problems = new TableProblems(text.Path);
        _cells = new CsvParser(text.Reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = text.Delimiter.ToString(),
            BufferSize = 1 << 16,
            BadDataFound = RequireClosedQuotes,
        });
        if (!Advance()) throw new CohortFileException($"'{Path}' is empty; expected a header line.");
        Columns = _cells.Record!;
        RequireWithin(Columns.Count, FileLimits.Default.TableColumns, "columns", nameof(FileLimits.TableColumns));
        for (var position = 0; position < Columns.Count; position++) AddColumn(position);
    }

    public string Path => _text.Path;

    public bool IsCompressed => _text.IsCompressed;

    public string EncodingName => _text.EncodingName;

    public char Delimiter => _text.Delimiter;

    /// <summary>Lines above the header: comments and blank lines.</summary>
    public int LinesAbove => _text.LinesAbove;

    /// <summary>Rows of nothing but empty cells, which spreadsheets leave at the end; they are skipped.</summary>
    public int EmptyRows { get; private set; }

    /// <summary>The header; only the first name may be empty.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Line of the file where the current row begins; the first is 1, as in an editor.</summary>
    public int Row => LinesAbove + _cells.RawRow - _breaks;

    private int FirstLine => LinesAbove + _lastLine + 1;

    private string DelimiterName => Delimiter switch { ',' => "comma", '\t' => "tab", ';' => "semicolon", var other => $"'{other}'" };

    /// <summary>What is wrong with the rows; thrown when the last one has been read.</summary>
    public TableProblems Problems { get; }

    public string this[int column] => _cells[column];

    /// <param name="path">The file.</param>
    /// <param name="what">What the file is to the user, for the message when it is absent.</param>
    /// <param name="options">How the text is written; null for the defaults.</param>
    public static CsvTable Open(string path, string what, TableOptions? options = null)
    {
        var text = TableText.Open(path, what, options);
        try
        {
            return new CsvTable(text);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>Moves to the next row that is not blank.</summary>
    /// <exception cref="CohortFileException">At the end, where there were <see cref="Problems"/>.</exception>
    public bool Read()
    {
        while (Advance())
        {
            if (_cells.Count > 1 && IsEmpty())
            {
                EmptyRows++;
                continue;
            }
            RequireWithin(++_rows, FileLimits.Default.TableRows, "rows", nameof(FileLimits.TableRows));
            if (_cells.Count == Columns.Count) return true;
            // A quote that is never closed is the better explanation.
            _ = _cells.Record;
            Problems.Add(
                "rows of another length",
                Row,
                $"{_cells.Count} cells under a header of {Columns.Count}. Correct the row; text with the delimiter needs quotes.");
        }
        Problems.ThrowIfAny();
        return false;
    }

    public int? Find(string column) => _positions.TryGetValue(column, out var position) ? position : null;

    public CohortFileException Error(string problem, Exception? cause = null) =>
        new($"'{Path}', row {Row}: {problem}", [new(Path, problem, Row)], cause);

    public void Dispose()
    {
        _cells.Dispose();
        _text.Dispose();
    }

    private bool Advance()
    {
        try
        {
            var hasRow = _cells.Read();
            _breaks = 0;
            if (hasRow && _cells.RawRow > _lastLine + 1) RequireNoSwallowedRows();
            _lastLine = _cells.RawRow;
            return hasRow;
        }
        catch (Exception e) when (TableText.Refusal(Path, e, _lastLine + LinesAbove) is { } refusal)
        {
            throw refusal;
        }
        catch (Exception e) when (e is CsvHelperException { InnerException: CohortFileException } or MaxFieldSizeException)
        {
            throw e.InnerException as CohortFileException ?? Error(e.Message, e);
        }
    }

    private void RequireWithin(int found, int most, string what, string limit)
    {
        if (found <= most) return;
        throw new CohortFileException(
            $"'{Path}' has more than {most:N0} {what}, the limit ({nameof(FileLimits)}.{limit}). Raise it if the file is what you expect.");
    }

    private bool IsEmpty()
    {
        for (var column = 0; column < _cells.Count; column++)
        {
            if (_cells[column].Length > 0) return false;
        }
        return true;
    }

    // A quote within a cell, as in 5" wide, is part of the text. One that opens a cell has to be closed at its end.
    private void RequireClosedQuotes(BadDataFoundArgs found)
    {
        if (!found.Field.StartsWith('"')) return;
        var cell = found.Field.Length <= 60 ? found.Field : found.Field[..60] + "...";
        throw new CohortFileException(
            $"'{Path}' cannot be read as {DelimiterName}-separated text: the quote before {cell[1..].Trim()} is not closed at the end of "
            + $"the cell, from row {FirstLine} on. Check the quotes of that row.");
    }

    // Two stray quotes make one cell of all that is between them. Then the cells of the row hold as many delimiters as the lines that they
    // swallowed; a note of several lines holds fewer.
    private void RequireNoSwallowedRows()
    {
        var (lines, delimiters) = (0, 0);
        for (var column = 0; column < _cells.Count; column++)
        {
            var breaks = _cells[column].AsSpan().Count('\n');
            if (breaks == 0) continue;
            lines += breaks;
            delimiters += _cells[column].AsSpan().Count(Delimiter);
        }
        _breaks = lines;
        if (lines == 0 || delimiters < lines * (_cells.Count - 1)) return;
        throw new CohortFileException(
            $"'{Path}', row {Row}: quotes join rows {Row} to {Row + lines} into one. Remove the stray quotes. (Text of several lines "
            + "in quotes is allowed where it holds fewer delimiters than a row.)");
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
}
