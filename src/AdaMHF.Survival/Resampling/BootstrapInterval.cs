namespace AdaMHF.Survival;

/// <summary>Bounds of a bootstrap interval, in the unit of the statistic; NaN where it is undefined.</summary>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
public readonly record struct BootstrapInterval(double Lower, double Upper);
