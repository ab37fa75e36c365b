namespace AdaMHF.Reports;

/// <summary>Small figures, as many beside each other as the screen has room for.</summary>
internal sealed record FigureGridPart(IReadOnlyList<FigurePart> Figures) : PagePart("grid");
