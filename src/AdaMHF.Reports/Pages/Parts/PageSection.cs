namespace AdaMHF.Reports;

/// <summary>A section of a page.</summary>
/// <param name="Id">Identifier within the page.</param>
/// <param name="Heading">Heading.</param>
/// <param name="Parts">Its parts in order.</param>
internal sealed record PageSection(string Id, string Heading, IReadOnlyList<PagePart> Parts);
