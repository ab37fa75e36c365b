namespace AdaMHF.Reports;

/// <summary>A table, whose rows stand as blocks on narrow screens where it is wide.</summary>
internal sealed record TablePart(string Caption, IReadOnlyList<TableColumn> Columns, IReadOnlyList<TableRowPart> Rows, bool IsWide)
    : PagePart("table")
{
    /// <summary>A table of texts, the columns of numbers marked.</summary>
    public static TablePart Of(
        string caption, IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<string>> rows, bool isWide = false) => new(
        caption,
        columns,
        [.. rows.Select(row => new TableRowPart([.. row.Select((text, i) => Cell(text, columns[i]))]))],
        isWide);

    private static TableCellPart Cell(string text, TableColumn column) => new(text, column.IsNumber ? "number" : "");
}
