using System.Globalization;
using AdaMHF.MLNet;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Spectre.Console;

namespace Genomics;

/// <summary>Five-fold cross-validation of genes alone on the official splits. Last epoch, nothing is chosen on the held-out fold.</summary>
internal static class CrossValidation
{
    private const int Folds = 5;

    public static int Run(DirectoryInfo data, string[] cohorts, string[] systems, int seeds, double shrinkageFactor)
    {
        var chosen = GenomicSystem.All.Where(system => systems.Contains(system.Key)).ToArray();
        var table = new Table().Border(TableBorder.Markdown).AddColumns("cohort", "system", "C-index", "each fold", "events", "comparable pairs", "published SNN", "deviations");
        table.Expand = false;
        foreach (var name in cohorts)
        {
            var cohort = new MLContext().Data.LoadSurvivalCohort(
                Path.Combine(data.FullName, $"tcga_{name}.csv.gz"), new() { GeneGroups = GeneGroups.FromCsv(Path.Combine(data.FullName, "signatures.csv")) });
            foreach (var system in chosen) AddRow(table, data, name, cohort, system, system.UsesSeed ? seeds : 1, shrinkageFactor);
        }
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 200);
        AnsiConsole.Write(table);
        Console.WriteLine($"C-index: mean and population standard deviation over {Folds} folds{(seeds > 1 ? $", each fold averaged over {seeds} seeds where chance plays a part" : "")}; events and pairs: sums over the folds.");
        Console.WriteLine("Deviations: how many of the published standard deviations ours is above (+) or below (-) the published mean. The published SNN saw genes of the six groups in other tables.");
        return 0;
    }

    private static void AddRow(Table table, DirectoryInfo data, string name, SurvivalCohort cohort, GenomicSystem system, int seeds, double shrinkageFactor)
    {
        var (folds, events, pairs) = (new double[Folds], 0, 0L);
        for (var fold = 0; fold < Folds; fold++)
        {
            var split = cohort.Split(SurvivalSplit.FromCsv(Path.Combine(data.FullName, "splits", "5foldcv", $"tcga_{name}", $"splits_{fold}.csv")));
            double[] time = [.. split.TestSet.GetColumn<float>("Time").Select(months => (double)months)];
            bool[] died = [.. split.TestSet.GetColumn<bool>("Event")];
            for (var seed = 0; seed < seeds; seed++)
            {
                var risk = system.Risk(new GenomicFold(new MLContext(seed), cohort, split.TrainSet, split.TestSet, seed, shrinkageFactor));
                var result = Concordance.Harrell(time, died, risk);
                folds[fold] += result.ConcordanceIndex / seeds;
                if (seed == 0) (events, pairs) = (events + result.Events, pairs + result.ComparablePairs);
            }
            Console.Error.WriteLine(FormattableString.Invariant($"{name} {system.Key} fold {fold}: {folds[fold]:F3}"));
        }

        var mean = folds.Average();
        var spread = Math.Sqrt(folds.Average(fold => Math.Pow(fold - mean, 2)));
        var published = PublishedSnn.Of(name);
        table.AddRow(
            name.ToUpperInvariant(), system.Name, Text($"{mean:F3} ± {spread:F3}"), string.Join(' ', folds.Select(fold => fold.ToString("F3", CultureInfo.InvariantCulture))),
            Text($"{events}"), Text($"{pairs:N0}"), published is { } row ? Text($"{row.Mean:F3} ± {row.Deviation:F3}") : "",
            published is { } scale ? Text($"{(mean - scale.Mean) / scale.Deviation:+0.0;-0.0}") : "");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
