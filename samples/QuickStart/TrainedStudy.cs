using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.ML;
using Spectre.Console;

namespace QuickStart;

/// <summary>What both kinds of cohort share: train with a progress bar, and look at complete and missing-modality prediction.</summary>
internal static class TrainedStudy
{
    public static AdaMhfTrainer.Options Options(int? epochs, string? bagColumn = "Bag", IProgress<TrainingProgress>? progress = null) => new()
    {
        Network = AdaMhfConfiguration.Compact,
        BagColumnName = bagColumn,
        Epochs = epochs ?? new AdaMhfTrainer.Options().Epochs,
        // The operations of so small a network are too short to be shared between threads.
        CpuThreads = 1,
        Progress = progress,
    };

    /// <summary>Fits with a progress bar where the terminal can show one, and one line per epoch where it cannot.</summary>
    public static T WithProgress<T>(string title, Func<IProgress<TrainingProgress>, T> fit)
    {
        T? result = default;
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(title, maxValue: 1);
                result = fit(new Reporter(progress =>
                {
                    task.Value = progress.Fraction;
                    task.Description = $"{title}, epoch {progress.Epoch}/{progress.Epochs}, loss {progress.Loss:F3}";
                }));
                task.Value = 1;
            });
        return result!;
    }

    public static SurvivalMetrics Evaluate(MLContext ml, ITransformer model, IDataView patients, params string[] missing) =>
        ml.Survival.Evaluate(model.Transform(ml.Survival.WithMissing(patients, missing)));

    // System.Progress posts to other threads; the bar wants its reports in order.
    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
