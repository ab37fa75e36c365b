namespace AdaMHF.MLNet;

/// <summary>One group of a log-rank test.</summary>
/// <param name="Label">Value of the group column, or <c>low risk</c> and <c>high risk</c>.</param>
/// <param name="Patients">Number of patients.</param>
/// <param name="Events">Observed deaths among them.</param>
/// <param name="WeightedEvents">
/// Observed deaths, each with the weight of its time; equal to <paramref name="Events"/> in the unweighted test.
/// </param>
/// <param name="ExpectedEvents">Deaths expected, with the same weights, if all groups had the same hazard.</param>
public sealed record SurvivalTestGroup(string Label, int Patients, int Events, double WeightedEvents, double ExpectedEvents);
