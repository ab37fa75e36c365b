using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>Distance between predicted risks and a smooth curve of observed risk at a horizon.</summary>
/// <param name="Observed">Per subject, the smooth observed probability of an event up to the horizon at its prediction.</param>
/// <param name="MeanError">Integrated calibration index (ICI): mean distance between predicted and observed probability.</param>
/// <param name="MedianError">E50: median distance.</param>
/// <param name="Error90">E90: the distance that nine of ten subjects do not exceed.</param>
/// <param name="LargestError">Emax: largest distance.</param>
/// <param name="Slope">
/// Slope of a Cox regression on the complementary log-log of the predicted risk: 1 for calibrated predictions, below 1 where they are too
/// extreme, as after overfitting; NaN where all predictions are equal.
/// </param>
/// <param name="SlopeError">Standard error of the slope; NaN without a slope.</param>
public sealed record SmoothCalibrationResult(
    ImmutableArray<double> Observed, double MeanError, double MedianError, double Error90, double LargestError, double Slope,
    double SlopeError);
