using System.CommandLine;
using AdaMHF.Networks;
using Spectre.Console;
using static AdaMHF.Speed.Networks.CostTable;
using static TorchSharp.torch;

namespace AdaMHF.Speed.Networks;

/// <summary>What every system of the paper's Table I costs, in one run.</summary>
internal static class SystemsSpeed
{
    public static Command Command()
    {
        var patches = new Option<int>("--patches") { Description = "Patches of the patient.", DefaultValueFactory = _ => 2048 };
        var runs = new Option<int>("--runs") { Description = "Training steps that are timed.", DefaultValueFactory = _ => 5 };
        var threads = new Option<int>("--threads") { Description = "Threads of a matrix product.", DefaultValueFactory = _ => 1 };
        const string description = "Parameters, operations and seconds per training step of every system.";
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
            $"One patient of {patches} patches of width 1024; genomic groups of {string.Join(", ", LuadGroups)} genes, "
            + "one vector of 2936 for SNN and Porpoise. One multiply-add is one operation; official figures, counted as two, are halved. "
            + $"A step is forward, backward and Adam: median, least and most of {runs} on {threads} of {Environment.ProcessorCount} "
            + "threads, and the processor's time, which other programs lengthen less.");
        var table = new Table().AddColumn("system").Numbers(
            "parameters", "official", "operations, forward", "official", "step, median ms", "least", "most", "processor ms");
        foreach (var system in SystemRow.All(patches))
        {
            using var scope = NewDisposeScope();
            using var network = system.Create();
            var patient = system.Patient();
            var operations = Operations(network, patient);
            var (step, processor) = Step(network, patient, runs);
            table.AddRow(
                system.Name,
                Count(network.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel())),
                system.Published?.Parameters is { } parameters ? Count(parameters) : "",
                Giga(operations),
                system.Published is { } published ? Giga(published.Operations * 1e9) : "",
                Milliseconds(step.Median),
                Milliseconds(step.Minimum),
                Milliseconds(step.Maximum),
                Milliseconds(processor));
        }
        AnsiConsole.Write(table);
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

    private static string Milliseconds(double seconds) => Text($"{seconds * 1e3:F1}");

    private static long Operations(SurvivalNetwork network, PatientTensors patient)
    {
        network.eval();
        return CostCounter.Of(network, patient).Operations;
    }

    private static (Timing Clock, double ProcessorSeconds) Step(SurvivalNetwork network, PatientTensors patient, int runs)
    {
        network.train();
        using var optimizer = optim.Adam(network.parameters().Where(parameter => parameter.requires_grad), lr: 1e-4);
        var before = Environment.CpuUsage.TotalTime;
        var clock = Timing.Of(Once, runs);
        // One run more, which warms up.
        return (clock, (Environment.CpuUsage.TotalTime - before).TotalSeconds / (runs + 1));

        void Once()
        {
            using var scope = NewDisposeScope();
            var output = network.call(patient);
            // A risk has a loss only beside other patients'; its sum costs as much.
            var loss = network.PredictsRisk
                ? output.Logits.sum()
                : DiscreteSurvivalLoss.NegativeLogLikelihood(output.Logits, patient.Outcome!.Bin, patient.Outcome.Event);
            loss = loss * output.DataLossWeight;
            optimizer.zero_grad();
            (output.AuxiliaryLoss is null ? loss : loss + output.AuxiliaryLoss).backward();
            optimizer.step();
        }
    }
}
