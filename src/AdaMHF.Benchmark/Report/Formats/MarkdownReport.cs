using System.Text;

namespace AdaMHF.Benchmark;

/// <summary>Tables as Markdown.</summary>
internal static class MarkdownReport
{
    public static string Text(string title, IEnumerable<ReportTable> tables)
    {
        var text = new StringBuilder().Append("# ").Append(title).Append('\n');
        foreach (var table in tables)
        {
            text.Append("\n## ").Append(table.Title).Append("\n\n").Append(table.Note).Append("\n\n");
            Line(text, table.Header);
            Line(text, table.Header.Select(_ => "---"));
            foreach (var line in table.Lines) Line(text, line.Select(Cell));
        }
        return text.ToString();
    }

    private static string Cell(TableCell cell)
    {
        var main = cell.IsBest ? $"**{cell.Main}**" : cell.Main;
        return cell.Small.Length == 0 ? main : $"{main}<br>{cell.Small}";
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
