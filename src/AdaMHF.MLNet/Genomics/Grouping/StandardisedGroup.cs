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
    /// <summary>Checks every value of a stored group.</summary>
    /// <param name="inputSize">Length of the vector of all genes.</param>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check(int inputSize)
    {
        OptionCheck.Require(Name.Length > 0, nameof(Name), "empty", "the name of a group");
        OptionCheck.Require(Genes.Length > 0, $"{Name}.{nameof(Genes)}", "empty", "at least one gene");
        foreach (var (length, name) in new[]
        {
            (Slots.Length, nameof(Slots)), (Means.Length, nameof(Means)), (Deviations.Length, nameof(Deviations)),
            (Fills.Length, nameof(Fills)), (Log2.Length, nameof(Log2)),
        })
        {
            StoredNumbers.RequireLength(length, Genes.Length, $"{Name}.{name}");
        }
        foreach (var slot in Slots)
            OptionCheck.Require(slot >= 0 && slot < inputSize, $"{Name}.{nameof(Slots)}", slot, $"in [0, {inputSize})");
        StoredNumbers.RequireFinite(Means, $"{Name}.{nameof(Means)}");
        StoredNumbers.RequireEach(Deviations, deviation => deviation > 0, $"{Name}.{nameof(Deviations)}", "above 0");
        StoredNumbers.RequireFinite(Fills, $"{Name}.{nameof(Fills)}");
        Components?.Check(Name, Genes.Length);
    }

    /// <summary>The standardised value of a gene that is not missing.</summary>
    public double Standardise(int gene, float value) =>
        ((Log2[gene] ? GeneStatistics.Log2(value) : value) - Means[gene]) / Deviations[gene];
}
