namespace AdaMHF.MLNet;

/// <summary>What the genomic grouping is saved with.</summary>
/// <param name="InputColumnName">Column of all genes.</param>
/// <param name="InputSize">Length of that column's vector.</param>
/// <param name="LargestDeviation">Standardised values are clipped here.</param>
/// <param name="RefusesMissing">Whether a missing value is an error.</param>
/// <param name="Groups">The groups with their training statistics.</param>
/// <param name="Filtered">Columns that filters left out.</param>
/// <param name="SiteEffect">How much the site explained; null when it was not looked at.</param>
internal sealed record GenomicGroupingSettings(
    string InputColumnName, int InputSize, float LargestDeviation, bool RefusesMissing, StandardisedGroup[] Groups, FilteredGene[] Filtered, SiteEffect? SiteEffect)
{
    /// <summary>Standardises one gene of a group; a missing value becomes what stands for it.</summary>
    public float Standardise(StandardisedGroup group, int gene, float value)
    {
        var standardised = float.IsNaN(value) ? group.Fills[gene] : group.Standardise(gene, value);
        return (float)Math.Clamp(standardised, -LargestDeviation, LargestDeviation);
    }
}
