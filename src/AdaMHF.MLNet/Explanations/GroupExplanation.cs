namespace AdaMHF.MLNet;

/// <summary>What the network made of one genomic group.</summary>
/// <param name="Name">Column of the group.</param>
/// <param name="Score">Weight of the group, sum 1; NaN for a network without such weights.</param>
/// <param name="State">What selection did with it; null where the network does not select.</param>
public sealed record GroupExplanation(string Name, double Score, TokenState? State);
