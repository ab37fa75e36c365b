using System.Diagnostics;
using AdaMHF.Benchmark;

namespace AdaMHF.Tool;

/// <summary>
/// Runs a shard in several processes, each of which takes a shard of it: networks are trained on one thread each, so this is how more cores
/// are used.
/// </summary>
internal static class ShardProcesses
{
    // After Ctrl-C the processes end by themselves, between two steps. What is killed later loses its unfinished unit and nothing else.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The largest exit code of the processes.</summary>
    public static async Task<int> RunAsync(ResultFolder results, Shard shard, int count, CancellationToken cancellation)
    {
        Process[] processes =
            [.. Enumerable.Range(0, count)
                .Select(index => Start(results, new Shard(shard.Index + (shard.Count * index), shard.Count * count)))];
        try
        {
            await Task.WhenAll(processes.Select(process => process.WaitForExitAsync(cancellation)));
        }
        catch (OperationCanceledException)
        {
            var ended = Task.WhenAll(processes.Select(process => process.WaitForExitAsync(CancellationToken.None)));
            await Task.WhenAny(ended, Task.Delay(Patience, CancellationToken.None));
            foreach (var process in processes.Where(process => !process.HasExited)) process.Kill();
            return ExitCode.Stopped;
        }
        return processes.Max(process => process.ExitCode);
    }

    private static Process Start(ResultFolder results, Shard shard)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Under "dotnet program.dll" the process is dotnet itself, which needs to be told the program.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        var part = FormattableString.Invariant($"{shard.Index}/{shard.Count}");
        foreach (var argument in new[] { "benchmark", "run", "--plan", results.PlanPath, "--output", results.Root, "--shard", part })
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text) Messages.Say($"[{part}] {text}");
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }
}
