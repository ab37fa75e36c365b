namespace AdaMHF.Speed.Networks;

/// <summary>Sizes of a patient's data.</summary>
/// <param name="Patches">Patches; 0 for a system of genes.</param>
/// <param name="PatchWidth">Width of a patch.</param>
/// <param name="GenomicGroups">Genes of each group; empty for a system of patches.</param>
internal sealed record PatientInput(int Patches, int PatchWidth, int[] GenomicGroups);
