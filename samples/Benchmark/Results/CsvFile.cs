using System.Globalization;
using System.IO.Compression;
using Sylvan.Data.Csv;

namespace Benchmark.Results;

/// <summary>A CSV file read row by row, by the names of its columns.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly CsvDataReader _reader;
    private readonly string _path;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    private CsvFile(CsvDataReader reader, string path)
    {
        (_reader, _path) = (reader, path);
        for (var i = 0; i < reader.FieldCount; i++) _places.TryAdd(reader.GetName(i), i);
    }

    public IReadOnlyCollection<string> Columns => _places.Keys;

    /// <summary>Opens plain or gzipped text, told by its content.</summary>
    public static CsvFile Open(string path)
    {
        var file = File.OpenRead(path);
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        var text = new StreamReader(isGzip ? new GZipStream(file, CompressionMode.Decompress) : file);
        return new(CsvDataReader.Create(text, new() { BufferSize = 1 << 20, MaxBufferSize = 1 << 26 }), path);
    }

    public bool Has(string column) => _places.ContainsKey(column);

    public bool Read() => _reader.Read();

    public string Text(string column) => _reader.GetString(Place(column));

    public double Number(string column) => double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new InvalidDataException($"'{_path}', row {_reader.RowNumber}: {column} is '{Text(column)}'; expected a number.");

    public double? NumberOrNull(string column) => Text(column).Length == 0 ? null : Number(column);

    public int Whole(string column) => checked((int)Number(column));

    public void Dispose() => _reader.Dispose();

    private int Place(string column) => _places.TryGetValue(column, out var place)
        ? place
        : throw new InvalidDataException($"'{_path}' has no column '{column}'. Columns there: {string.Join(", ", Columns.Take(20))}.");
}
