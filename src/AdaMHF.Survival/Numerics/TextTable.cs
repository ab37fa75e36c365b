using System.Globalization;
using System.Text;

namespace AdaMHF.Survival;

/// <summary>Columns of numbers as text, aligned at the right, in the invariant culture.</summary>
internal static class TextTable
{
    /// <summary>A table under its heads; lines end as the platform's do.</summary>
    public static string Of(string title, string[] heads, IEnumerable<string[]> rows)
    {
        string[][] lines = [heads, .. rows];
        var widths = Enumerable.Range(0, heads.Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        var text = new StringBuilder(title);
        foreach (var line in lines)
            text.AppendLine().Append(string.Join("  ", line.Select((cell, column) => cell.PadLeft(widths[column]))));
        return text.ToString();
    }

    /// <summary>A number to four significant digits; <c>NaN</c> and infinities by name.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A number of subjects, whole unless they carry weights.</summary>
    public static string Count(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A probability to three decimals, <c>&lt;0.001</c> below.</summary>
    public static string PValue(double value) => value < 0.001 ? "<0.001" : value.ToString("F3", CultureInfo.InvariantCulture);
}
