namespace AdaMHF.Reports;

/// <summary>A list with bullets.</summary>
internal sealed record ListPart(IReadOnlyList<string> Items) : PagePart("list");
