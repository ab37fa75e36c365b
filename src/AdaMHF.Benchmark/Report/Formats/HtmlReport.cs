using AdaMHF.Reports;

namespace AdaMHF.Benchmark;

/// <summary>The report as one page that needs nothing but itself.</summary>
internal static class HtmlReport
{
    private const string Units = "units";

    public static string Text(string title, string summary, IReadOnlyList<ReportTable> tables, IReadOnlyList<ChartSection> charts)
    {
        PageSection[] sections =
        [
            .. tables.Where(table => table.Id != Units).Select(Section),
            .. charts.Where(section => section.Charts.Count > 0).Select(Section),
            .. tables.Where(table => table.Id == Units).Select(Section),
        ];
        return new ReportPage(new("Benchmark", title, summary, sections) { IsWide = true, Notice = "" }).ToHtml();
    }

    private static PageSection Section(ReportTable table)
    {
        TableColumn[] columns = [.. table.Header.Select(name => new TableColumn(name))];
        TableRowPart[] rows = [.. table.Lines.Select(line => new TableRowPart([.. line.Select(Cell)]))];
        return new(table.Id, table.Title, [new TextPart(table.Note), new TablePart(table.Title, columns, rows, IsWide: false)]);
    }

    private static TableCellPart Cell(TableCell cell) => new(cell.Main, cell.IsBest ? "best" : "") { Note = cell.Small };

    private static PageSection Section(ChartSection section) =>
        new(section.Id, section.Title, [new TextPart(section.Note), new FigureGridPart([.. section.Charts.Select(Figure)])]);

    private static FigurePart Figure(Chart chart) => chart.Plot is { } plot
        ? FigurePart.SmallOf(chart.Title, plot, chart.Note)
        : FigurePart.Without(chart.Title, chart.Note);
}
