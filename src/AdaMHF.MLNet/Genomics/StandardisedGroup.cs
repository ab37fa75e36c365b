namespace AdaMHF.MLNet;

/// <summary>One group of genes with the statistics of its columns in the training rows.</summary>
/// <param name="Name">Name of the group and of its column.</param>
/// <param name="Genes">Slot names.</param>
/// <param name="Slots">Where each gene lies in the input vector.</param>
/// <param name="Means">Mean of each gene over the training rows that have it.</param>
/// <param name="Deviations">Population standard deviation; 1 where the gene does not vary.</param>
internal sealed record StandardisedGroup(string Name, string[] Genes, int[] Slots, float[] Means, float[] Deviations);
