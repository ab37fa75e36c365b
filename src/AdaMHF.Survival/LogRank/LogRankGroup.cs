namespace AdaMHF.Survival;

/// <summary>One group of a log-rank test.</summary>
/// <param name="Label">The label that marks its subjects.</param>
/// <param name="Subjects">Number of subjects.</param>
/// <param name="Events">Number of observed events.</param>
/// <param name="Observed">Weighted number of events; equal to <paramref name="Events"/> without weighting.</param>
/// <param name="Expected">Weighted number of events expected if all groups had the same hazard.</param>
public sealed record LogRankGroup(int Label, int Subjects, int Events, double Observed, double Expected);
