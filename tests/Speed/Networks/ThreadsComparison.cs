using System.CommandLine;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.Simulation;
using Microsoft.ML;
using Microsoft.ML.Data;
using Spectre.Console;
using static TorchSharp.torch;

namespace AdaMHF.Speed.Networks;

/// <summary>What another number of threads, which adds in another order, changes in trained models and in their scores.</summary>
internal static class ThreadsComparison
{
    public static Command Command()
    {
        var epochs = new Option<int>("--epochs") { Description = "Passes over the training patients.", DefaultValueFactory = _ => 2 };
        var full = new Option<bool>("--full") { Description = "The network at the size of the paper instead of the compact one." };
        const string description = "Two trainings with one thread and one with two, and one model scored with one and two.";
        var command = new Command("threads", description) { epochs, full };
        command.SetAction(result => Run(result.GetValue(epochs), result.GetValue(full)));
        return command;
    }

    private static void Run(int epochs, bool full)
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-threads-");
        try
        {
            var files = SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 0, cohortSeed: 0).WriteTo(folder.FullName);
            var ml = new MLContext(seed: 0);
            var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
            var split = cohort.Split(SurvivalSplit.FromCsv(files.HoldOutSplit));
            var network = full ? new() : AdaMhfConfiguration.Compact;
            TransformerChain<AdaMhfTransformer> Train(int threads) => ml.Transforms.LoadWsiBags("Bag", "SlideIds", files.Bags)
                .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups))
                .Append(ml.Survival.Trainers.AdaMhf(new() { Network = network, Epochs = epochs, CpuThreads = threads }))
                .Fit(split.TrainSet);
            (float[] Risks, double Concordance) Score(ITransformer model, int threads)
            {
                set_num_threads(threads);
                var scored = model.Transform(split.TestSet);
                return ([.. scored.GetColumn<float>("Score")], ml.Survival.Evaluate(scored).ConcordanceIndex);
            }

            using var one = Train(1);
            using var again = Train(1);
            using var two = Train(2);
            var ofOne = Score(one, 1);
            var table = new Table().AddColumn("models").Numbers("largest difference of a score", "C-index of the one", "of the other");
            void Add(string what, (float[] Risks, double Concordance) other) => table.AddRow(
                what,
                $"{ofOne.Risks.Zip(other.Risks).Max(pair => Math.Abs(pair.First - pair.Second)):G3}",
                $"{ofOne.Concordance:F4}",
                $"{other.Concordance:F4}");
            Add("one, scored twice with one thread", Score(one, 1));
            Add("one, scored with one and two threads", Score(one, 2));
            Add("two, trained with one thread", Score(again, 1));
            Add("two, trained with one and two threads", Score(two, 1));
            CostTable.WidenConsole();
            AnsiConsole.WriteLine(
                $"The {(full ? "full" : "compact")} network, {epochs} epochs on the quick preset's training patients; "
                + "scores are risks between -4 and 0.");
            AnsiConsole.Write(table);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
