using AdaMHF.Survival;

namespace AdaMHF.Reports;

/// <summary>Draws smooth calibration curves: <c>SmoothCalibration.Fit(...).Plot(risks, 24).SavePng("smooth.png")</c>.</summary>
public static class SmoothCalibrationPlotExtensions
{
    /// <summary>Draws a smooth calibration curve.</summary>
    /// <param name="smooth">The curve.</param>
    /// <param name="predictedRisk">The predicted risks that it was fitted to, in the same order.</param>
    /// <param name="horizon">The horizon, above 0.</param>
    /// <param name="options">Title and parts of the plot.</param>
    /// <exception cref="ArgumentException">The numbers of patients differ, or the horizon is not a time above 0.</exception>
    public static CalibrationPlot Plot(
        this SmoothCalibrationResult smooth,
        IReadOnlyList<double> predictedRisk,
        double horizon,
        CalibrationPlotOptions? options = null) => new CalibrationPlot([], horizon, options ?? new()).With(smooth, predictedRisk);
}
