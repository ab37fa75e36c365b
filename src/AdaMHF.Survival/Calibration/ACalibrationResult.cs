using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>An A-calibration test.</summary>
/// <param name="Events">Events per bin of predicted mortality, from 0 upwards.</param>
/// <param name="Expected">Events that calibrated predictions expect there, given the follow-up.</param>
/// <param name="ChiSquare">Sum of (events - expected)^2 / expected.</param>
/// <param name="DegreesOfFreedom">Bins, after those with fewer than five expected events were joined.</param>
/// <param name="PValue">Probability of a distance at least as large under calibration; a small value speaks against it.</param>
public sealed record ACalibrationResult(
    ImmutableArray<double> Events, ImmutableArray<double> Expected, double ChiSquare, int DegreesOfFreedom, double PValue);
