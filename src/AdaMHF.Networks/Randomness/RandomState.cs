namespace AdaMHF.Networks;

/// <summary>Where a <see cref="RandomSource"/> stands.</summary>
/// <param name="Start">Seed of the stream.</param>
/// <param name="Visits">How often each of the network's gates was asked since.</param>
/// <param name="Generator">State of Torch's generator; null before the first number.</param>
public sealed record RandomState(long Start, IReadOnlyList<int> Visits, IReadOnlyList<byte>? Generator);
