namespace AdaMHF.MLNet;

/// <summary>Two gene groups that share genes.</summary>
/// <param name="First">Name of one group.</param>
/// <param name="Second">Name of the other.</param>
/// <param name="Genes">The genes that both have, in ordinal order.</param>
public sealed record GeneGroupOverlap(string First, string Second, IReadOnlyList<string> Genes);
