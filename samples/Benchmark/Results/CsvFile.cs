using System.Globalization;
using Sylvan.Data.Csv;

namespace Benchmark.Results;

/// <summary>A CSV file read row by row, by the names of its columns.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly CsvDataReader _reader;
    private readonly string _path;

    private CsvFile(CsvDataReader reader, string path) => (_reader, _path) = (reader, path);

    public IEnumerable<string> Columns => Enumerable.Range(0, _reader.FieldCount).Select(_reader.GetName);

    public static CsvFile Open(string path) => Open(File.OpenText(path), path);

    public static CsvFile Open(TextReader text, string path) => new(CsvDataReader.Create(text, new() { BufferSize = 1 << 20, MaxBufferSize = 1 << 26 }), path);

    public bool Read() => _reader.Read();

    public string Text(string column) => _reader.GetString(Place(column));

    public double Number(string column) => double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InvalidDataException($"'{_path}', row {_reader.RowNumber}: {column} is '{Text(column)}'; expected a number.");

    public double? NumberOrNull(string column) => Text(column).Length == 0 ? null : Number(column);

    public int Whole(string column) => checked((int)Number(column));

    public void Dispose() => _reader.Dispose();

    private int Place(string column)
    {
        for (var i = 0; i < _reader.FieldCount; i++)
        {
            if (_reader.GetName(i) == column) return i;
        }
        throw new InvalidDataException($"'{_path}' has no column '{column}'. Columns there: {string.Join(", ", Columns)}.");
    }
}
