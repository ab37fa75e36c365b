namespace AdaMHF.Survival;

/// <summary>What acting on a prediction is worth at one threshold, in true positives per subject.</summary>
/// <param name="Threshold">Risk from which one acts, strictly between 0 and 1: a false positive costs threshold / (1 - threshold).</param>
/// <param name="Model">Net benefit of acting where the predicted risk reaches the threshold; NaN when it is undefined.</param>
/// <param name="All">Net benefit of acting on everyone; acting on nobody has 0.</param>
/// <param name="Acted">Share of the subjects whose predicted risk reaches the threshold.</param>
/// <param name="UndefinedReason">Why <paramref name="Model"/> or <paramref name="All"/> is NaN; null when both are defined.</param>
public sealed record NetBenefit(double Threshold, double Model, double All, double Acted, string? UndefinedReason);
