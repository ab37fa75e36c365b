using System.CommandLine;
using AdaMHF.Benchmark;
using AdaMHF.Networks;

namespace AdaMHF.Tool;

/// <summary>The command <c>benchmark run</c>.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--output")
        {
            Description = "Folder of the results. A run that was stopped goes on there.",
            Required = true,
        };
        var shard = new Option<string?>("--shard") { Description = "Part i of n as i/n, 0 <= i < n, for several machines." };
        var processes = new Option<int>("--processes")
        {
            Description = "How many processes share the work on this machine.",
            DefaultValueFactory = _ => 1,
        };
        var list = new Option<bool>("--list") { Description = "Prints the units and whether they are done, and runs nothing." };
        var plan = new PlanOptions();
        var command = new Command(
            "run", "Trains and evaluates every unit (cohort x system x training data x seed x fold) that has no result yet.")
        {
            output, shard, processes, list,
        };
        plan.AddTo(command);
        command.SetAction((result, cancellation) => Task.Run(async () =>
        {
            var (path, wanted) = (result.GetRequiredValue(output).FullName, plan.Read(result));
            var part = result.GetValue(shard) is { } text ? Shard.Parse(text) : Shard.Whole;
            if (result.GetValue(list)) return List(ResultFolder.Planned(path, wanted), part);
            TorchBackend.EnsureLoaded();
            var folder = ResultFolder.For(path, wanted);
            var code = result.GetValue(processes) is > 1 and var count
                ? await ShardProcesses.RunAsync(folder, part, count, cancellation)
                : Code(RunDisplay.Show(progress => new BenchmarkRun(folder, part, progress).Run(cancellation)));
            if (code != ExitCode.Stopped)
            {
                var units = part.Of(WorkUnits.Of(folder.Plan));
                Console.WriteLine($"{units.Count(folder.Has)} of {units.Count} units done in {folder.Root}");
            }
            return code;
        }));
        return command;
    }

    private static int Code(BenchmarkRunResult result) =>
        result.IsCancelled ? ExitCode.Stopped : result.Failed > 0 ? ExitCode.WrongData : ExitCode.Done;

    private static int List(ResultFolder folder, Shard shard)
    {
        foreach (var unit in shard.Of(WorkUnits.Of(folder.Plan))) Console.WriteLine($"{StateOf(folder, unit)} {unit}");
        return ExitCode.Done;
    }

    private static string StateOf(ResultFolder folder, WorkUnit unit) =>
        folder.Has(unit) ? "done" : folder.ProblemOf(unit) is null ? "open" : "damaged";
}
