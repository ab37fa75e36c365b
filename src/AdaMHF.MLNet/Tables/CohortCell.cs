using System.Globalization;

namespace AdaMHF.MLNet;

/// <summary>Parses the text of a cell, independently of the machine's culture.</summary>
internal static class CohortCell
{
    /// <summary>Reads a finite number; a missing one (an empty cell, NA or NaN) is NaN.</summary>
    public static bool TryNumber(ReadOnlySpan<char> cell, out float number)
    {
        if (float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number)) return !float.IsInfinity(number);
        number = float.NaN;
        return cell.IsWhiteSpace() || cell is "NA";
    }

    /// <summary>Reads 0 or 1, also written as a decimal, or false or true.</summary>
    public static bool TryFlag(ReadOnlySpan<char> cell, out bool flag)
    {
        if (bool.TryParse(cell, out flag)) return true;
        if (!TryNumber(cell, out var number) || number is not (0 or 1)) return false;
        flag = number == 1;
        return true;
    }

    /// <summary>Whether two cells have the same value, as 1 and 1.0 do.</summary>
    public static bool Same(string left, string right) =>
        left == right || (TryNumber(left, out var a) && TryNumber(right, out var b) && a.Equals(b));
}
