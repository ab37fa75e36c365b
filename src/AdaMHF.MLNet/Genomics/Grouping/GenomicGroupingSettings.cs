namespace AdaMHF.MLNet;

/// <summary>Stored settings of a fitted genomic grouping.</summary>
/// <param name="InputColumnName">Column of all genes.</param>
/// <param name="InputSize">Length of that column's vector.</param>
/// <param name="LargestDeviation">Largest absolute standardised value; others are clipped to it.</param>
/// <param name="RefusesMissing">Whether a missing value is an error.</param>
/// <param name="Groups">The groups with their training statistics.</param>
/// <param name="Filtered">Columns that filters removed.</param>
/// <param name="SiteEffect">Share of the variance that the site explains; null when it was not computed.</param>
internal sealed record GenomicGroupingSettings(
    string InputColumnName,
    int InputSize,
    float LargestDeviation,
    bool RefusesMissing,
    StandardisedGroup[] Groups,
    FilteredGene[] Filtered,
    SiteEffect? SiteEffect)
{
    /// <summary>Standardises and clips one gene of a group; a missing value is imputed.</summary>
    public float Standardise(StandardisedGroup group, int gene, float value)
    {
        var standardised = float.IsNaN(value) ? group.Fills[gene] : group.Standardise(gene, value);
        return (float)Math.Clamp(standardised, -LargestDeviation, LargestDeviation);
    }
}
