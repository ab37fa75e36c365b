namespace AdaMHF.Benchmark;

/// <summary>A table as it is printed.</summary>
/// <param name="Id">Anchor, and name of the file.</param>
/// <param name="Title">Number of the table in the paper and what it shows.</param>
/// <param name="Note">How to read it.</param>
/// <param name="Header">Column names.</param>
/// <param name="Lines">One list of cells per line.</param>
internal sealed record ReportTable(
    string Id, string Title, string Note, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<TableCell>> Lines);
