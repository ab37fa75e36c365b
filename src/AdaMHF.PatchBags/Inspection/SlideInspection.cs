namespace AdaMHF.PatchBags;

/// <summary>What is known about one slide of a table.</summary>
/// <param name="SlideId">Id as in the table.</param>
/// <param name="File">Its file; null when there is none, or not exactly one.</param>
/// <param name="Header">Header of the file; null when it cannot be read.</param>
/// <param name="Findings">What is wrong or may be wrong; empty when nothing is.</param>
/// <param name="Message">The findings in words; empty when there is none.</param>
public sealed record SlideInspection(string SlideId, string? File, SlideHeader? Header, IReadOnlyList<BagFinding> Findings, string Message);
