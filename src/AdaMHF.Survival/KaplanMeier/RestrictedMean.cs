namespace AdaMHF.Survival;

/// <summary>Mean survival time up to a horizon.</summary>
/// <param name="Horizon">The horizon, in the unit of the times.</param>
/// <param name="Mean">Area under the survival curve from 0 to the horizon, in the unit of the times.</param>
/// <param name="StandardError">Standard error of the mean, as R's survival package computes it.</param>
public sealed record RestrictedMean(double Horizon, double Mean, double StandardError);
