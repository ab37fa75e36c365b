namespace AdaMHF.MLNet;

/// <summary>Which columns a trained model reads, and what training found in them.</summary>
/// <param name="BagColumnName">Column of patch bags; null when the model reads none.</param>
/// <param name="PatchWidth">Width of a patch feature; null when no training patient had one.</param>
/// <param name="GenomicColumnNames">One column per genomic group.</param>
/// <param name="GenomicGroupSizes">Genes in each group.</param>
/// <param name="PatchesPerPatient">Most patches of a patient that are used.</param>
internal sealed record ModelColumns(
    string? BagColumnName,
    int? PatchWidth,
    string[] GenomicColumnNames,
    int[] GenomicGroupSizes,
    int PatchesPerPatient);
