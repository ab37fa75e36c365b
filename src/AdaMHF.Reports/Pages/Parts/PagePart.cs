namespace AdaMHF.Reports;

/// <summary>A paragraph, figure or table of a page; the template knows each kind by its name.</summary>
internal abstract record PagePart(string Kind);
