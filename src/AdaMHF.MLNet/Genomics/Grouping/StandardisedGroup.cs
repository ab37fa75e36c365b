namespace AdaMHF.MLNet;

/// <summary>One group of genes with the statistics of its columns in the training rows.</summary>
/// <param name="Name">Name of the group and of its column.</param>
/// <param name="Genes">Slot names.</param>
/// <param name="Slots">Slot of each gene in the input vector.</param>
/// <param name="Means">Mean of each gene over the training rows that have it.</param>
/// <param name="Deviations">Population standard deviation; 1 for a constant gene, infinity for one that no training row has.</param>
/// <param name="Fills">Standardised value that is imputed for a missing one.</param>
/// <param name="Log2">Whether the gene becomes log2(1 + value) first.</param>
/// <param name="Components">Principal components for the shrinkage of its expression columns; null without shrinkage.</param>
internal sealed record StandardisedGroup(
    string Name,
    string[] Genes,
    int[] Slots,
    double[] Means,
    double[] Deviations,
    double[] Fills,
    bool[] Log2,
    LeadingComponents? Components = null)
{
    /// <summary>The standardised value of a gene that is not missing.</summary>
    public double Standardise(int gene, float value) =>
        ((Log2[gene] ? GeneStatistics.Log2(value) : value) - Means[gene]) / Deviations[gene];
}
