using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>Brier scores of survival predictions.</summary>
/// <param name="Times">The evaluation times, rising.</param>
/// <param name="Scores">
/// Weighted mean squared error at each time; smaller is better, 0.25 is what a constant prediction of 0.5 gets without censoring. NaN when
/// no subject has a weight and the divisor is their sum.
/// </param>
/// <param name="Integrated">
/// Area under the scores by the trapezoid rule, divided by last minus first time; NaN with one time. It depends on the grid: report it.
/// </param>
/// <param name="UndefinedReason">Why the integrated score, or a score, is NaN; null when all are defined.</param>
public sealed record BrierResult(ImmutableArray<double> Times, ImmutableArray<double> Scores, double Integrated, string? UndefinedReason);
