namespace AdaMHF.Reports;

/// <summary>Names and short values side by side.</summary>
internal sealed record FactsPart(IReadOnlyList<PageFact> Facts) : PagePart("facts");
