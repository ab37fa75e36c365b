using AdaMHF.MLNet;
using AdaMHF.Survival;

namespace AdaMHF.Reports;

/// <summary>Draws calibration: <c>metrics.PlotCalibration().SaveSvg("calibration.svg")</c>.</summary>
public static class CalibrationPlotExtensions
{
    /// <summary>Draws predicted against observed survival at <see cref="SurvivalMetrics.CalibrationHorizon"/>.</summary>
    /// <param name="metrics">The evaluation.</param>
    /// <param name="options">Title and parts of the plot.</param>
    /// <exception cref="InvalidOperationException">The evaluation has no calibration: the data held no predicted curves.</exception>
    public static CalibrationPlot PlotCalibration(this SurvivalMetrics metrics, CalibrationPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        if (metrics.Calibration.IsEmpty)
        {
            throw new InvalidOperationException("There is no calibration to plot: the evaluated data had no survival probabilities, "
                + "or no horizon at which enough patients are followed. Evaluate the output of a trained model.");
        }
        return new(metrics.Calibration, metrics.CalibrationHorizon, options ?? new());
    }

    /// <summary>Draws groups of predictions against their observed survival.</summary>
    /// <param name="groups">Groups as <see cref="HorizonCalibration"/> gives them.</param>
    /// <param name="horizon">The horizon, above 0.</param>
    /// <param name="options">Title and parts of the plot.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not a time above 0.</exception>
    public static CalibrationPlot Plot(
        this IReadOnlyList<CalibrationGroup> groups, double horizon, CalibrationPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return new(groups, horizon, options ?? new());
    }
}
