namespace AdaMHF.Survival;

/// <summary>Antolini's time-dependent concordance with the pairs behind it.</summary>
/// <param name="ConcordanceIndex">The index, 0 to 1; NaN when no pair is comparable, see <paramref name="UndefinedReason"/>.</param>
/// <param name="ComparablePairs">
/// Pairs compared; under <see cref="AntoliniRule.Adjusted"/> a pair at one time counts once per order.
/// </param>
/// <param name="Events">Number of observed events.</param>
/// <param name="UndefinedReason">Why the index is NaN; null when it is defined.</param>
public sealed record AntoliniResult(double ConcordanceIndex, long ComparablePairs, int Events, string? UndefinedReason);
