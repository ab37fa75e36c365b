namespace AdaMHF.Networks;

/// <summary>State of a <see cref="RandomSource"/>.</summary>
/// <param name="Start">Seed of the stream.</param>
/// <param name="Visits">Number of choices of each gate since then.</param>
/// <param name="Generator">State of Torch's generator; null before the first number.</param>
public sealed record RandomState(long Start, IReadOnlyList<int> Visits, IReadOnlyList<byte>? Generator);
