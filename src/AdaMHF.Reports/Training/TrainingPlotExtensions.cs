using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>Draws training curves: <c>model.Training.Plot().SavePng("training.png")</c>.</summary>
public static class TrainingPlotExtensions
{
    /// <summary>Draws a measure over the epochs.</summary>
    /// <param name="record">How a model was trained.</param>
    /// <param name="measure">The measure; the loss by default.</param>
    /// <param name="title">Title above the plot; none when null, the default.</param>
    /// <exception cref="InvalidOperationException">The record has no such number.</exception>
    public static TrainingPlot Plot(this TrainingRecord record, TrainingMeasure measure = TrainingMeasure.Loss, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new(PlottedRun.Of(record), measure, title);
    }
}
