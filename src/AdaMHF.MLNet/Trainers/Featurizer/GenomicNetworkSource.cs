using AdaMHF.TensorFiles;

namespace AdaMHF.MLNet;

/// <summary>Genomic networks that were trained elsewhere, inside a larger model.</summary>
/// <param name="GenomicColumnNames">The columns that they read.</param>
/// <param name="GroupSizes">Genes in each group.</param>
/// <param name="HiddenWidth">Width of the layer before the tokens.</param>
/// <param name="TokenWidth">Width of a token.</param>
/// <param name="Weights">A copy of their weights, by the keys of the embedding.</param>
internal sealed record GenomicNetworkSource(
    IReadOnlyList<string> GenomicColumnNames, IReadOnlyList<int> GroupSizes, int HiddenWidth, int TokenWidth, Func<NamedTensors> Weights);
