using System.CommandLine;
using System.Globalization;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace AdaMHF.Speed.Networks;

/// <summary>What the places where the network saves operations cost in accuracy, on simulated cohorts.</summary>
internal static class TradeOffComparison
{
    private static readonly (string Name, Func<AdaMhfConfiguration, AdaMhfConfiguration> Change)[] Variants =
    [
        ("as it is", c => c),
        ("exact attention in place of 32 landmarks", c => c with { Landmarks = 4096 }),
        ("frozen perceptron 4 x as wide", c => c with { FrozenWidth = 4 * c.FrozenWidth }),
        ("experts 4 x as wide", c => c with { ExpertWidth = 4 * c.ExpertWidth }),
        ("all tokens go on", c => c with { SelectsTokens = false }),
    ];

    public static Command Command()
    {
        var seeds = new Option<int[]>("--seeds")
        {
            Description = "Cohort seeds.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [10, 11],
        };
        var epochs = new Option<int>("--epochs") { Description = "Passes over the training patients.", DefaultValueFactory = _ => 12 };
        const string description =
            "Operations against the C-index of held-out patients (quick preset, compact network) where AdaMHF saves operations.";
        var command = new Command("tradeoff", description) { seeds, epochs };
        command.SetAction(result => Run(result.GetRequiredValue(seeds), result.GetValue(epochs)));
        return command;
    }

    private static void Run(int[] seeds, int epochs)
    {
        // Line by line, because each takes minutes.
        Console.WriteLine("variant | G operations at 2048 x 1024 | C-index by seed | mean | genomics missing, mean");
        foreach (var (name, change) in Variants)
        {
            var network = change(AdaMhfConfiguration.Compact);
            var scores = Array.ConvertAll(seeds, seed => Train(network, seed, epochs));
            var operations = CostCounter.Of(network with { GenomicGroupSizes = [89, 334, 534, 471, 1510, 482] }, 2048).Operations;
            var bySeed = string.Join(", ", scores.Select(score => Text($"{score.Complete:F3}")));
            var (complete, pathology) = (scores.Average(score => score.Complete), scores.Average(score => score.Pathology));
            Console.WriteLine(Text($"{name} | {operations / 1e9:F3} | {bySeed} | {complete:F3} | {pathology:F3}"));
        }
    }

    private static (double Complete, double Pathology) Train(AdaMhfConfiguration network, int seed, int epochs)
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-tradeoff-");
        try
        {
            var files = SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 0, cohortSeed: seed).WriteTo(folder.FullName);
            var ml = new MLContext(seed);
            var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
            var split = cohort.Split(SurvivalSplit.FromCsv(files.HoldOutSplit));
            using var model = ml.Transforms.LoadWsiBags("Bag", "SlideIds", files.Bags)
                .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups))
                .Append(ml.Survival.Trainers.AdaMhf(new() { Network = network, Epochs = epochs, CpuThreads = 1 }))
                .Fit(split.TrainSet);
            double Concordance(IDataView patients) => ml.Survival.Evaluate(model.Transform(patients)).ConcordanceIndex;
            return (Concordance(split.TestSet), Concordance(ml.Survival.WithMissing(split.TestSet, "Genes")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
