namespace AdaMHF.Reports;

/// <summary>An estimate that is the mean of several, such as the C-index over the folds of a system.</summary>
/// <param name="Name">Name of the row.</param>
/// <param name="Estimate">The mean; NaN where it is undefined.</param>
/// <param name="LowerBound">Lower end of its interval; NaN for none.</param>
/// <param name="UpperBound">Upper end; NaN for none.</param>
/// <param name="Parts">The numbers that it is the mean of.</param>
public sealed record SpreadRow(string Name, double Estimate, double LowerBound, double UpperBound, IReadOnlyList<double> Parts);
