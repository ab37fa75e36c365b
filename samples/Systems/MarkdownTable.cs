using System.Globalization;
using Spectre.Console;

namespace Systems;

/// <summary>A table that can be read in a terminal and in Markdown.</summary>
internal static class MarkdownTable
{
    public static Table Create(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumns(columns);
        table.Expand = false;
        return table;
    }

    public static void Print(Table table)
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 240);
        AnsiConsole.Write(table);
    }

    public static string Cell(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
