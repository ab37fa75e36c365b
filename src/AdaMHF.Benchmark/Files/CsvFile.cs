using System.Globalization;
using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>A CSV file read row by row, by the names of its columns; damaged and cut ones are refused.</summary>
internal sealed class CsvFile(CsvTable table) : IDisposable
{
    public IReadOnlyList<string> Columns => table.Columns;

    /// <summary>Opens plain or gzipped text.</summary>
    /// <exception cref="CohortFileException">There is none, or it cannot be read.</exception>
    public static CsvFile Open(string path) => new(CsvTable.Open(path, "table"));

    public bool Has(string column) => table.Find(column) is not null;

    public bool Read() => table.Read();

    public string Text(string column) => table.Find(column) is { } place
        ? table[place]
        : throw new CohortFileException($"'{table.Path}' has no column '{column}'. Columns there: {string.Join(", ", Columns.Take(20))}.");

    public double Number(string column) => double.TryParse(Text(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw table.Error($"{column} is '{Text(column)}'; expected a number.");

    public double? NumberOrNull(string column) => Text(column).Length == 0 ? null : Number(column);

    public int Whole(string column) => checked((int)Number(column));

    public void Dispose() => table.Dispose();
}
