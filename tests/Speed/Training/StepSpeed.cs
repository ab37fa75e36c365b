using System.CommandLine;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.Speed.Networks;
using AdaMHF.Speed.Scoring;
using Spectre.Console;
using static TorchSharp.torch;

namespace AdaMHF.Speed.Training;

/// <summary>What a training step costs, by part and batch size, and what a prediction costs alone and in a batch.</summary>
internal static class StepSpeed
{
    public static Command Command()
    {
        var steps = new Option<int>("--steps") { Description = "Steps that are timed.", DefaultValueFactory = _ => 20 };
        var batches = new Option<int[]>("--batches")
        {
            Description = "Batch sizes.",
            DefaultValueFactory = _ => [1, 8, 32],
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("steps", "Training steps and predictions of AdaMHF and CMTA, one thread, by part and batch size.")
        {
            steps, batches,
        };
        command.SetAction(result => Run(result.GetValue(steps), result.GetRequiredValue(batches)));
        return command;
    }

    private static void Run(int steps, int[] batches)
    {
        TorchBackend.EnsureLoaded();
        set_num_threads(1);
        CostTable.WidenConsole();
        AnsiConsole.MarkupLine("Milliseconds per patient of a training step, and of a prediction. Median; one thread. Bags are read from "
            + "files that the system has in memory; training reads the next ones while it computes.");
        var table = new Table().AddColumn("network").AddColumn("patient")
            .Numbers("batch", "read", "forward", "backward", "optimizer", "rest", "forward to optimizer", "prediction");
        foreach (var batch in batches)
        {
            var compact = new AdaMhfTrainer.Options { Network = AdaMhfConfiguration.Compact };
            Add(table, "AdaMHF compact", compact, (96, 128, ScoredPatient.QuickGroups), batch, steps);
        }
        var published = new AdaMhfTrainer.Options { Network = new() };
        foreach (var batch in batches)
            Add(table, "AdaMHF published size", published, (2048, 1024, CostTable.LuadGroups), batch, Math.Max(3, steps / 5));
        foreach (var batch in batches.Where(batch => batch <= 8))
            Add(table, "CMTA", null, (2048, 1024, CostTable.LuadGroups), batch, Math.Max(3, steps / 5));
        AnsiConsole.Write(table);
    }

    private static void Add(
        Table table, string name, AdaMhfTrainer.Options? options, (int Patches, int Width, int[] Groups) size, int batch, int steps)
    {
        var system = SurvivalSystems.Of(options is null ? "cmta" : SurvivalSystems.AdaMhf);
        using var network = system.CreateNetwork(options, size.Width, size.Groups, seed: 0);
        using var bags = new StoredBags(Math.Min(batch, 8), size.Patches, size.Width);
        var factory = new PatientTensorFactory(CPU, size.Width);
        var genes = Array.ConvertAll(size.Groups, count => randn(count).data<float>().ToArray());
        IEnumerable<BatchTensors> Read() => bags.Read(factory, batch, size.Patches, genes);

        var parts = StepParts.Of(network, Read, steps);
        network.eval();
        using var whole = NewDisposeScope();
        var read = Read().ToArray();
        var prediction = Timing.Of(() =>
        {
            using var inference = inference_mode();
            foreach (var patients in read)
            {
                using var scope = NewDisposeScope();
                network.PredictBatch(patients).Logits.cpu();
            }
        }, steps);
        string Milliseconds(double seconds) => CostTable.Text($"{seconds * 1e3 / batch:F2}");
        table.AddRow(
            name, CostTable.Text($"{size.Patches} x {size.Width}"), CostTable.Text($"{batch}"), Milliseconds(parts.Read),
            Milliseconds(parts.Forward), Milliseconds(parts.Backward), Milliseconds(parts.Optimizer), Milliseconds(parts.Rest),
            Milliseconds(parts.Step), Milliseconds(prediction.Median));
    }
}
