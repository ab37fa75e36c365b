using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.Speed.Networks;
using Spectre.Console;
using static TorchSharp.torch;

namespace AdaMHF.Speed.Training;

/// <summary>
/// How time and memory of the published-size network grow with the patches of one patient; one process a row, for its peak.
/// </summary>
internal static class GrowthSpeed
{
    private static readonly int[] Sizes = [512, 2048, 8192, 32_768, 65_536];

    public static Command Command()
    {
        var patches = new Option<int?>("--patches") { Description = "One size alone, in this process." };
        var training = new Option<bool>("--training") { Description = "A training step instead of a prediction." };
        var command = new Command("growth", "Seconds and peak memory of a prediction and a training step, 512 to 65,536 patches.")
        {
            patches, training,
        };
        command.SetAction(result =>
        {
            if (result.GetValue(patches) is { } size) One(size, result.GetValue(training));
            else All();
        });
        return command;
    }

    private static void All()
    {
        CostTable.WidenConsole();
        var table = new Table().Numbers("patches", "prediction", "peak memory", "training step", "peak memory");
        var rows = Array.ConvertAll(Sizes, size => (Prediction: Measured(size, false), Step: Measured(size, true)));
        foreach (var (size, (prediction, step)) in Sizes.Zip(rows))
            table.AddRow(CostTable.Count(size), Text(prediction.Seconds), prediction.Peak, Text(step.Seconds), step.Peak);
        AnsiConsole.MarkupLine("One thread; memory of the whole process, of which the bag itself is 4 KiB a patch.");
        AnsiConsole.Write(table);
        double Exponent(double first, double last) => Math.Log(last / first) / Math.Log((double)Sizes[^1] / Sizes[0]);
        Console.WriteLine(CostTable.Text(
            $"Exponent of time from {Sizes[0]} to {Sizes[^1]} patches: prediction ")
            + CostTable.Text($"{Exponent(rows[0].Prediction.Seconds, rows[^1].Prediction.Seconds):F2}, ")
            + CostTable.Text($"step {Exponent(rows[0].Step.Seconds, rows[^1].Step.Seconds):F2}."));

        static string Text(double seconds) => CostTable.Text($"{seconds:F3} s");
    }

    private static (double Seconds, string Peak) Measured(int patches, bool training)
    {
        string[] arguments = ["growth", "--patches", $"{patches}", .. training ? ["--training"] : Array.Empty<string>()];
        var said = OwnProcess.Run(arguments).Split(';');
        return (double.Parse(said[0], CultureInfo.InvariantCulture), said[1].Trim());
    }

    private static void One(int patches, bool training)
    {
        TorchBackend.EnsureLoaded();
        set_num_threads(1);
        var options = new AdaMhfTrainer.Options { Network = new() };
        using var network = SurvivalSystems.Of(SurvivalSystems.AdaMhf).CreateNetwork(options, 1024, CostTable.LuadGroups, seed: 0);
        network.train(training);
        var patient = new PatientTensors(randn(patches, 1024), [.. CostTable.LuadGroups.Select(genes => randn(genes))]);
        var runs = patches > 10_000 ? 1 : 3;
        if (training)
        {
            var parts = StepParts.Of(network, () => StepParts.InMemory(1, () => patient), runs);
            Console.WriteLine(CostTable.Text($"{parts.Step:F4};{Peak()}"));
            return;
        }
        var timing = Timing.Of(() =>
        {
            using var scope = NewDisposeScope();
            using var inference = inference_mode();
            network.PredictBatch(BatchTensors.Of(patient)).Logits.cpu();
        }, runs);
        Console.WriteLine(CostTable.Text($"{timing.Median:F4};{Peak()}"));
    }

    private static string Peak() => CostTable.Mebi(Process.GetCurrentProcess().PeakWorkingSet64);
}
