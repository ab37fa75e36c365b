using System.Diagnostics;
using AdaMHF.MLNet;
using Microsoft.ML;
using Spectre.Console;

namespace Systems;

/// <summary>The systems that need no slides on the real TCGA tables and their official folds.</summary>
internal static class TablesStudy
{
    public static string[] Keys { get; } = ["snn", "snntrans", "adamhf"];

    public static int Run(DirectoryInfo data, string[] cohorts, int folds, string[] systems, int? epochs)
    {
        var table = CrossValidationTable.Create("epochs");
        foreach (var name in cohorts)
        {
            var ml = new MLContext(seed: 0);
            var cohort = ml.Data.LoadSurvivalCohort(
                Path.Combine(data.FullName, $"tcga_{name}.csv.gz"), new() { GeneGroups = GeneGroups.FromCsv(Path.Combine(data.FullName, "signatures.csv")) });
            SurvivalSplit[] splits =
                [.. Enumerable.Range(0, folds).Select(fold => SurvivalSplit.FromCsv(Path.Combine(data.FullName, "splits", "5foldcv", $"tcga_{name}", $"splits_{fold}.csv")))];
            foreach (var system in SurvivalSystem.Named(systems)) AddRow(table, ml, cohort, name, splits, system, new() { Epochs = epochs, BagColumn = null });
        }
        MarkdownTable.Print(table);
        return 0;
    }

    private static void AddRow(Table table, MLContext ml, SurvivalCohort cohort, string name, SurvivalSplit[] splits, SurvivalSystem system, TrainingPlan plan)
    {
        // SNN is published for one vector of all genes, the others for the six groups.
        var groups = system.Key == "snn" ? GeneGroups.OfAllGenes(cohort.GeneColumns) : cohort.GeneGroups;
        var pipeline = ml.Transforms.GroupGenomics(groups, new GenomicGroupingOptions { SiteColumnName = null }).Append(system.Trainer(ml.Survival.Trainers, plan));
        var clock = Stopwatch.StartNew();
        using var result = ml.Survival.CrossValidate(cohort.Data, pipeline, new SurvivalCrossValidationOptions { Splits = splits });
        CrossValidationTable.AddRow(
            table, name.ToUpperInvariant(), system.Reads == Modalities.Both ? $"{system.Name}, genomics only" : system.Name, result, clock.Elapsed.TotalSeconds,
            plan.Epochs is { } epochs ? $"{epochs}" : "own");
    }
}
