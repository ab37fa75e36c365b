using System.CommandLine;
using AdaMHF.Networks;
using AdaMHF.Speed.Networks;
using Spectre.Console;
using static AdaMHF.Speed.Networks.CostTable;
using static TorchSharp.torch;

namespace AdaMHF.Speed.Training;

/// <summary>What every system of the paper's Table I costs, in one run.</summary>
internal static class SystemsSpeed
{
    private const string Together = ", batch 8";

    public static Command Command()
    {
        var patches = new Option<int>("--patches") { Description = "Patches of a patient.", DefaultValueFactory = _ => 2048 };
        var runs = new Option<int>("--runs") { Description = "Steps and predictions that are timed.", DefaultValueFactory = _ => 5 };
        var threads = new Option<int>("--threads") { Description = "Threads of a matrix product.", DefaultValueFactory = _ => 1 };
        const string description = "Parameters, operations, and milliseconds of a training step and a prediction of every system.";
        var command = new Command("systems", description) { patches, runs, threads };
        command.SetAction(result => Run(result.GetValue(patches), result.GetValue(runs), result.GetValue(threads)));
        return command;
    }

    private static void Run(int patches, int runs, int threads)
    {
        TorchBackend.EnsureLoaded();
        set_num_threads(threads);
        WidenConsole();
        AnsiConsole.WriteLine(
            $"Patients of {patches} patches of width 1024; genomic groups of {string.Join(", ", LuadGroups)} genes, "
            + "one vector of 2936 for SNN and Porpoise. One multiply-add is one operation; official figures, counted as two, are halved. "
            + $"A step is forward, backward and optimizer; milliseconds per patient, median of {runs}, the least in brackets, "
            + $"{threads} of {Environment.ProcessorCount} threads.");
        var table = new Table().AddColumn("system").Numbers(
            "parameters", "official", "operations, forward", "official",
            "step, batch 1", "step, batch 8", "score, batch 1", "score, batch 8");
        var steps = new Dictionary<string, SystemTimes>();
        foreach (var system in SystemRow.All(patches))
        {
            using var scope = NewDisposeScope();
            using var network = system.Create();
            network.eval();
            var operations = CostCounter.Of(network, system.Patient()).Operations;
            var (alone, together) = (SystemTimes.Of(network, system, 1, runs), SystemTimes.Of(network, system, 8, runs));
            (steps[system.Name], steps[system.Name + Together]) = (alone, together);
            table.AddRow(
                system.Name,
                Count(network.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel())),
                system.Published?.Parameters is { } parameters ? Count(parameters) : "",
                Giga(operations),
                system.Published is { } published ? Giga(published.Operations * 1e9) : "",
                Milliseconds(alone.Step, 1), Milliseconds(together.Step, 8), Milliseconds(alone.Score, 1), Milliseconds(together.Score, 8));
        }
        AnsiConsole.Write(table);
        foreach (var batch in (string[])["", Together])
        {
            var (ours, cmta) = (steps["AdaMHF" + batch].Step, steps["CMTA" + batch].Step);
            Console.WriteLine(Text($"A step of AdaMHF takes {ours.Median / cmta.Median:F2} of one of CMTA at batch ")
                + Text($"{(batch == Together ? 8 : 1)}; by the least {ours.Least / cmta.Least:F2}."));
        }
        AnsiConsole.WriteLine("""
            Where operations differ from the official figures:
            - TransMIL, CMTA, SNNTrans: landmark attention is multiplied from the right, so that (tokens x landmarks)(landmarks x landmarks)
              is never formed, and padding is not projected back.
            - DeepAttnMISL: finds each patch's cluster itself; there clusters are an input.
            - AdaMHF: the official figure is the paper's claim; ours is of this patient, whose tokens are fewer than the most that selection
              lets through (see the command cost).
            HFBSurv and GPDBN were published for vectors of selected features; for bags a pooling and a narrowing layer stand in front.
            """);
    }

    private static string Milliseconds((double Median, double Least) seconds, int batch) =>
        Text($"{seconds.Median * 1e3 / batch:F1} [[{seconds.Least * 1e3 / batch:F1}]]");
}
