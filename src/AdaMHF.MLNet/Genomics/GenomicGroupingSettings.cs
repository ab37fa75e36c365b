namespace AdaMHF.MLNet;

/// <summary>What the genomic grouping is saved with.</summary>
/// <param name="InputColumnName">Column of all genes.</param>
/// <param name="InputSize">Length of that column's vector.</param>
/// <param name="LargestDeviation">Standardised values are clipped here.</param>
/// <param name="Groups">The groups with their training statistics.</param>
internal sealed record GenomicGroupingSettings(string InputColumnName, int InputSize, float LargestDeviation, StandardisedGroup[] Groups);
