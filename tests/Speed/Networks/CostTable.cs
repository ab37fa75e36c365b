using System.Globalization;
using Spectre.Console;

namespace AdaMHF.Speed.Networks;

/// <summary>How costs are written.</summary>
internal static class CostTable
{
    // A file has no width of its own; the tables need this much.
    private const int Width = 220;

    /// <summary>LUAD's groups in the table of expression and copy numbers.</summary>
    public static int[] LuadGroups { get; } = [89, 334, 534, 471, 1510, 482];

    public static void WidenConsole() => AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, Width);

    /// <summary>Adds columns of numbers.</summary>
    public static Table Numbers(this Table table, params string[] columns)
    {
        foreach (var column in columns) table.AddColumn(column, added => added.RightAligned());
        return table;
    }

    public static string Giga(double operations) => Text($"{operations / 1e9:F3} G");

    public static string Count(long number) => Text($"{number:N0}");

    public static string Mebi(long bytes) => Text($"{bytes / 1048576.0:F1} MiB");

    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
