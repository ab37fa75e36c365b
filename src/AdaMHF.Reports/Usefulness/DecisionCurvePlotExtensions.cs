using AdaMHF.MLNet;
using AdaMHF.Survival;

namespace AdaMHF.Reports;

/// <summary>Draws decision curves: <c>DecisionCurve.Compute(...).Plot(24).SavePng("usefulness.png")</c>.</summary>
public static class DecisionCurvePlotExtensions
{
    /// <summary>Draws net benefit over the thresholds.</summary>
    /// <param name="points">Points as <see cref="DecisionCurve.Compute"/> gives them; those that are undefined are left out.</param>
    /// <param name="horizon">Their horizon in months.</param>
    /// <param name="title">Title above the plot; none when null, the default.</param>
    /// <exception cref="ArgumentException">No point is defined.</exception>
    public static DecisionCurvePlot Plot(this IReadOnlyList<NetBenefit> points, double horizon, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        return new(points, [], horizon, title);
    }

    /// <summary>Draws the decision curve of an evaluation, with its intervals where patients were resampled.</summary>
    /// <param name="metrics">The evaluation.</param>
    /// <param name="title">Title above the plot; none when null, the default.</param>
    /// <exception cref="ArgumentException">No point is defined.</exception>
    public static DecisionCurvePlot PlotUsefulness(this SurvivalMetrics metrics, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return new(metrics.DecisionCurve, metrics.NetBenefits, metrics.CalibrationHorizon, title);
    }
}
