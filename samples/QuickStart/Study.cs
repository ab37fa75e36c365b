using AdaMHF.MLNet;
using AdaMHF.Reports;
using Microsoft.ML;
using Microsoft.ML.Data;
using Spectre.Console;

namespace QuickStart;

/// <summary>What the simulated and the real cohort share: train with a progress bar; evaluate; save, draw and load again.</summary>
internal static class Study
{
    /// <summary>Trains the recommended AdaMHF on bags and genes, or on genes alone.</summary>
    public static TransformerChain<AdaMhfTransformer> Train(
        MLContext ml, SurvivalCohort cohort, IDataView train, IEstimator<ITransformer>? bags, int? epochs)
    {
        var recipe = AdaMhfRecipe.Recommended;
        return WithProgress(progress =>
        {
            IEstimator<ITransformer> genes = ml.Transforms.GroupGenomics(cohort.GeneGroups, recipe.Grouping);
            return (bags is null ? genes : bags.Append(genes)).Append(ml.Survival.Trainers.AdaMhf(recipe.Training with
            {
                BagColumnName = bags is null ? null : recipe.Training.BagColumnName,
                Epochs = epochs ?? recipe.Training.Epochs,
                // The operations of so small a network are too short to be shared between threads.
                CpuThreads = 1,
                Progress = progress,
            })).Fit(train);
        });
    }

    /// <summary>Scores patients as if columns were missing, and compares with what happened.</summary>
    public static SurvivalMetrics Evaluate(MLContext ml, ITransformer model, IDataView patients, params string[] missing) =>
        ml.Survival.Evaluate(model.Transform(ml.Survival.WithMissing(patients, missing)));

    /// <summary>
    /// Draws Kaplan-Meier curves, saves the model, and scores again in a new process; returns whether the scores are the same.
    /// </summary>
    public static bool SaveAndVerify(MLContext ml, ITransformer model, CohortFiles files, IDataView test, string title, string zip)
    {
        var scored = model.Transform(test);
        var plot = ml.Survival.KaplanMeierByMedianRisk(scored).Plot(new() { Title = title });
        var image = Path.ChangeExtension(zip, ".png");
        plot.SavePng(image);
        Console.WriteLine(FormattableString.Invariant($"Kaplan-Meier plot {image} (log-rank p = {plot.LogRank?.PValue:G2})"));
        if (KaplanMeierPlot.FontWarning is { } warning) Console.WriteLine(warning);

        ml.Model.Save(model, test.Schema, zip);
        var (same, all) = FreshProcess.Compare(scored, zip, files);
        Console.WriteLine($"Model {zip}: {same} of {all} scores bit-identical in a fresh process.");
        return same == all;
    }

    private static T WithProgress<T>(Func<IProgress<TrainingProgress>, T> fit) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            var task = context.AddTask("Training", maxValue: 1);
            var result = fit(new Reporter(progress =>
            {
                task.Value = progress.Fraction;
                task.Description = $"Training, epoch {progress.Epoch}/{progress.Epochs}, loss {progress.Loss:F3}";
            }));
            task.Value = 1;
            return result;
        });

    // System.Progress posts to other threads; the bar needs its reports in order.
    private sealed class Reporter(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
