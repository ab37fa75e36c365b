namespace AdaMHF.Reports;

/// <summary>A paragraph.</summary>
internal sealed record TextPart(string Text) : PagePart("text");
