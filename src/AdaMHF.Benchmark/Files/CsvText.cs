using System.Globalization;
using System.Text;

namespace AdaMHF.Benchmark;

/// <summary>Writes CSV: numbers as the shortest text that gives the same bits back, text quoted where it must be.</summary>
internal sealed class CsvText
{
    private readonly StringBuilder _text = new();

    public CsvText(params IEnumerable<string> header) => Row(header);

    public void Row(params IEnumerable<object?> cells) => _text.AppendJoin(',', cells.Select(Cell)).Append('\n');

    public override string ToString() => _text.ToString();

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null or double.NaN or float.NaN => "",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
        return text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
