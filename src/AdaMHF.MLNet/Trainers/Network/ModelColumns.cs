using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>Which columns a trained model reads, and what training found in them.</summary>
/// <param name="BagColumnName">Column of patch bags; null when the model reads none.</param>
/// <param name="PatchWidth">Width of a patch feature; null when no training patient had one.</param>
/// <param name="GenomicColumnNames">One column per genomic group.</param>
/// <param name="GenomicGroupSizes">Genes in each group.</param>
/// <param name="PatchesPerPatient">Most patches of a patient that are used.</param>
/// <param name="ClinicalColumnName">Column of clinical values; null when the model reads none.</param>
/// <param name="ClinicalWidth">Clinical values of a patient.</param>
internal sealed record ModelColumns(
    string? BagColumnName,
    int? PatchWidth,
    string[] GenomicColumnNames,
    int[] GenomicGroupSizes,
    int PatchesPerPatient,
    string? ClinicalColumnName = null,
    int ClinicalWidth = 0)
{
    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        OptionCheck.Require(BagColumnName != "", nameof(BagColumnName), "empty", "a name, or null");
        OptionCheck.Require(PatchWidth is null or >= 1, nameof(PatchWidth), PatchWidth, "at least 1, or null");
        OptionCheck.Require(
            GenomicGroupSizes.Length <= ModelZipScope.Limits.GenomicGroups,
            nameof(GenomicGroupSizes),
            $"{GenomicGroupSizes.Length:N0} groups",
            $"at most {ModelZipScope.Limits.GenomicGroups:N0} ({nameof(FileLimits)}.{nameof(FileLimits.GenomicGroups)})");
        OptionCheck.Require(
            // A network of both modalities that was trained on bags alone has one group, of a gene that nobody has.
            (GenomicColumnNames.Length == GenomicGroupSizes.Length || (GenomicColumnNames.Length == 0 && GenomicGroupSizes is [1]))
                && !GenomicColumnNames.Any(string.IsNullOrEmpty),
            nameof(GenomicColumnNames), $"{GenomicColumnNames.Length} names", $"a name for each of {GenomicGroupSizes.Length} groups");
        OptionCheck.Require(
            Array.TrueForAll(GenomicGroupSizes, size => size >= 1),
            nameof(GenomicGroupSizes), string.Join(", ", GenomicGroupSizes.Take(10)), "at least 1 each");
        OptionCheck.Require(PatchesPerPatient >= 1, nameof(PatchesPerPatient), PatchesPerPatient, "at least 1");
        OptionCheck.Require(
            ClinicalColumnName is null ? ClinicalWidth == 0 : ClinicalColumnName != "" && ClinicalWidth >= 1,
            nameof(ClinicalWidth), ClinicalWidth, "at least 1 with a clinical column, 0 without");
    }

    /// <summary>Checks that a network reads what the columns hold.</summary>
    /// <param name="patchWidth">Width of the patches that it reads; null when it reads none.</param>
    /// <param name="groupSizes">Genes in each group that it reads; null when it reads none.</param>
    /// <exception cref="ArgumentException">It does not; the message names the value.</exception>
    public void CheckNetwork(int? patchWidth, IReadOnlyList<int>? groupSizes)
    {
        OptionCheck.Require(
            groupSizes is null || groupSizes.SequenceEqual(GenomicGroupSizes),
            $"Network.{nameof(GenomicGroupSizes)}",
            string.Join(", ", groupSizes?.Take(10) ?? []),
            $"{string.Join(", ", GenomicGroupSizes.Take(10))}, as the columns hold");
        OptionCheck.Require(
            patchWidth is null || PatchWidth is null || BagColumnName is null || patchWidth == PatchWidth,
            $"Network.{nameof(PatchWidth)}", patchWidth, $"{PatchWidth}, as the bags have");
    }
}
