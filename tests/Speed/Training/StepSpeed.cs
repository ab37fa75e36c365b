using System.CommandLine;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.Speed.Networks;
using Spectre.Console;
using static TorchSharp.torch;

namespace AdaMHF.Speed.Training;

/// <summary>What a training step costs, by part and batch size, and what a prediction costs alone and in a batch.</summary>
internal static class StepSpeed
{
    private static readonly int[] QuickGroups = [70, 90, 60, 80, 100, 90];

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
        AnsiConsole.MarkupLine("Milliseconds per patient of a training step, and of a prediction. Median; one thread.");
        var table = new Table().AddColumn("network").AddColumn("patient")
            .Numbers("batch", "forward", "backward", "optimizer", "step", "prediction");
        foreach (var batch in batches)
        {
            var compact = new AdaMhfTrainer.Options { Network = AdaMhfConfiguration.Compact };
            Add(table, "AdaMHF compact", compact, (96, 128, QuickGroups), batch, steps);
        }
        foreach (var batch in batches.Where(batch => batch <= 8))
        {
            var published = new AdaMhfTrainer.Options { Network = new() };
            Add(table, "AdaMHF published size", published, (2048, 1024, CostTable.LuadGroups), batch, Math.Max(3, steps / 5));
            Add(table, "CMTA", null, (2048, 1024, CostTable.LuadGroups), batch, Math.Max(3, steps / 5));
        }
        AnsiConsole.Write(table);
    }

    private static void Add(
        Table table, string name, AdaMhfTrainer.Options? options, (int Patches, int Width, int[] Groups) size, int batch, int steps)
    {
        var system = SurvivalSystems.Of(options is null ? "cmta" : SurvivalSystems.AdaMhf);
        using var network = system.CreateNetwork(options, size.Width, size.Groups, seed: 0);
        var random = new Generator(1, CPU);
        PatientTensors Patient() => new(
            randn(size.Patches, size.Width, generator: random), [.. size.Groups.Select(genes => randn(genes, generator: random))]);

        var parts = StepParts.Of(network, batch, Patient, steps);
        network.eval();
        var prediction = Timing.Of(() =>
        {
            using var scope = NewDisposeScope();
            using var inference = inference_mode();
            network.PredictBatch(BatchTensors.Of([.. Enumerable.Range(0, batch).Select(_ => Patient())])).Logits.cpu();
        }, steps);
        string Milliseconds(double seconds) => CostTable.Text($"{seconds * 1e3 / batch:F2}");
        table.AddRow(
            name, CostTable.Text($"{size.Patches} x {size.Width}"), CostTable.Text($"{batch}"), Milliseconds(parts.Forward),
            Milliseconds(parts.Backward), Milliseconds(parts.Optimizer), Milliseconds(parts.Whole), Milliseconds(prediction.Median));
    }
}
