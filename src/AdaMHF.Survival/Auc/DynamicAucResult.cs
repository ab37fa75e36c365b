using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>Time-dependent AUC values and their mean.</summary>
/// <param name="Times">The evaluation times, rising.</param>
/// <param name="Values">AUC at each time, 0 to 1; NaN before the first event, where there is no case.</param>
/// <param name="Mean">
/// Mean over the times, each weighted by the drop of the Kaplan-Meier curve of the evaluated sample since the time before it, for the first
/// since time 0; the published I-AUC of this field. NaN when there is no event up to the last time.
/// </param>
/// <param name="UndefinedReason">Why the mean, or a value, is NaN; null when all are defined.</param>
public sealed record DynamicAucResult(ImmutableArray<double> Times, ImmutableArray<double> Values, double Mean, string? UndefinedReason);
