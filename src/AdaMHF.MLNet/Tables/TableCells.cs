using System.Globalization;

namespace AdaMHF.MLNet;

/// <summary>Parses the text of cells, independently of the machine's culture.</summary>
internal sealed class TableCells(TableOptions options)
{
    private readonly NumberFormatInfo _format = options.DecimalComma
        ? new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = " " }
        : NumberFormatInfo.InvariantInfo;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _missing = options.MissingWords
        .Select(word => word.Trim())
        .ToHashSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    // Codes such as -9 are numbers, too; words are looked up for what is no number alone.
    private readonly bool _hasCodes = options.MissingWords.Any(word => float.TryParse(word, CultureInfo.InvariantCulture, out _));

    /// <summary>How a number is written.</summary>
    public string NumberFormat => options.DecimalComma ? "a decimal comma" : "a decimal point";

    /// <summary>Whether the cell is empty, NaN or a word for a missing value.</summary>
    public bool IsMissing(ReadOnlySpan<char> cell)
    {
        var text = cell.Trim();
        return text.IsEmpty || text.Equals("NaN", StringComparison.OrdinalIgnoreCase) || _missing.Contains(text);
    }

    /// <summary>Reads a finite number; a missing one is NaN.</summary>
    public bool TryNumber(ReadOnlySpan<char> cell, out float number)
    {
        if (_hasCodes && IsMissing(cell))
        {
            number = float.NaN;
            return true;
        }
        if (float.TryParse(cell, NumberStyles.Float, _format, out number)) return !float.IsInfinity(number);
        number = float.NaN;
        return IsMissing(cell);
    }

    /// <summary>Reads 0 or 1, also written as a decimal, or false or true.</summary>
    public bool TryFlag(ReadOnlySpan<char> cell, out bool flag)
    {
        if (bool.TryParse(cell, out flag)) return true;
        if (!TryNumber(cell, out var number) || number is not (0 or 1)) return false;
        flag = number == 1;
        return true;
    }

    /// <summary>Whether two cells have the same value, as 1 and 1.0 do, or both none.</summary>
    public bool Same(string left, string right) =>
        left == right || (TryNumber(left, out var a) && TryNumber(right, out var b) && a.Equals(b));

    /// <summary>A remark for a cell that would be a number with a decimal comma; empty for any other.</summary>
    public string CommaHint(ReadOnlySpan<char> cell) =>
        !options.DecimalComma && cell.Contains(',') && new TableCells(options with { DecimalComma = true }).TryNumber(cell, out _)
            ? $" Where commas are decimal, set {nameof(TableOptions)}.{nameof(TableOptions.DecimalComma)} (--decimal-comma)."
            : "";
}
