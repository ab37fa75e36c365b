using AdaMHF.PatchBags;

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
    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        OptionCheck.Require(InputColumnName.Length > 0, nameof(InputColumnName), "empty", "a name");
        OptionCheck.Require(InputSize >= 1, nameof(InputSize), InputSize, "at least 1");
        OptionCheck.Require(LargestDeviation > 0, nameof(LargestDeviation), LargestDeviation, "a number above 0");
        OptionCheck.Require(
            Groups.Length <= ModelZipScope.Limits.GenomicGroups,
            nameof(Groups),
            $"{Groups.Length:N0} groups",
            $"at most {ModelZipScope.Limits.GenomicGroups:N0} ({nameof(FileLimits)}.{nameof(FileLimits.GenomicGroups)})");
        foreach (var group in Groups) group.Check(InputSize);
    }

    /// <summary>Standardises and clips one gene of a group; a missing value is imputed.</summary>
    public float Standardise(StandardisedGroup group, int gene, float value)
    {
        var standardised = float.IsNaN(value) ? group.Fills[gene] : group.Standardise(gene, value);
        return (float)Math.Clamp(standardised, -LargestDeviation, LargestDeviation);
    }
}
