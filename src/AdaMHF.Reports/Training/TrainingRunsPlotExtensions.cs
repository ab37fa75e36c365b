using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>Draws training curves of several runs: <c>curves.Plot().SavePng("training.png")</c>.</summary>
public static class TrainingRunsPlotExtensions
{
    /// <summary>Draws a measure over the epochs of several runs, such as those of the folds of a cross-validation.</summary>
    /// <param name="runs">The epochs of each run.</param>
    /// <param name="measure">The measure; the loss by default.</param>
    /// <param name="title">Title above the plot; none when null, the default.</param>
    /// <exception cref="InvalidOperationException">The runs have no such number.</exception>
    public static TrainingPlot Plot(
        this IReadOnlyList<IReadOnlyList<TrainingEpoch>> runs, TrainingMeasure measure = TrainingMeasure.Loss, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return new(runs.Select(curve => new PlottedRun(curve, null, "")), measure, title);
    }
}
