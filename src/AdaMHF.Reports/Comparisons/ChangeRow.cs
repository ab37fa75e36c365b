namespace AdaMHF.Reports;

/// <summary>A number before and after a change, such as the C-index with all modalities and without one.</summary>
/// <param name="Name">Name of the row.</param>
/// <param name="Before">The number before.</param>
/// <param name="After">The number after; NaN where it is undefined.</param>
public sealed record ChangeRow(string Name, double Before, double After);
