namespace AdaMHF.Reports;

/// <summary>The head of a column.</summary>
internal sealed record TableColumn(string Name, bool IsNumber = false);
