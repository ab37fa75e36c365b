namespace AdaMHF.Reports;

/// <summary>A row; its first cell names it.</summary>
internal sealed record TableRowPart(IReadOnlyList<TableCellPart> Cells);
