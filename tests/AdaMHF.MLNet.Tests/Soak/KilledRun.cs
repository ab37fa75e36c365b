using System.Diagnostics;
using System.Security.Cryptography;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>A training run in a separate process, which is killed without warning and restarted until it ends.</summary>
public class KilledRun
{
    private const string FolderVariable = "ADAMHF_KILLED_RUN";
    private const string ResultName = "weights.sha256";
    private const int Kills = 20;

    /// <summary>What the separate process runs, selected by its name.</summary>
    [Fact(Explicit = true)]
    public void Trains_in_the_given_folder()
    {
        if (Environment.GetEnvironmentVariable(FolderVariable) is not { } folder)
        {
            Assert.Skip($"Run by the other test, which sets {FolderVariable}.");
            return;
        }
        var files = Write(folder);
        var ml = new MLContext(seed: 5);
        var cohort = SmallStudy.Load(ml, files);
        using var model = ml.Transforms.LoadWsiBags("Bag", "SlideIds", files.Bags)
            .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups))
            .Append(ml.Survival.Trainers.AdaMhf(new()
            {
                Network = SmallStudy.TinyNetwork,
                Epochs = 40,
                BatchSize = 4,
                EarlyStopping = new() { Patience = 40 },
                CheckpointFolder = Path.Combine(folder, "checkpoints"),
                CpuThreads = 1,
            }))
            .Fit(cohort.Data);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, tensor) in model.LastTransformer.CopyWeights().Tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            hash.AppendData(tensor.Bytes.Span);
        File.WriteAllText(Path.Combine(folder, ResultName), Convert.ToHexString(hash.GetHashAndReset()));
    }

    [Trait("Category", "Soak")]
    [Fact(Explicit = true)]
    public async Task Twenty_kills_change_no_weight()
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-killed-").FullName;
        var result = Path.Combine(folder, ResultName);
        var clock = Stopwatch.StartNew();
        await EndAsync(folder);
        var whole = clock.Elapsed;
        var expected = await File.ReadAllTextAsync(result, TestContext.Current.CancellationToken);
        File.Delete(result);

        var random = new Random(11);
        var (kills, resumed) = (0, 0);
        while (kills < Kills)
        {
            // At any time of the run: before the first checkpoint, between two, or while one is written.
            var moment = whole * (0.15 + (random.NextDouble() * 0.5));
            using var process = Start(folder);
            var ended = process.WaitForExit(moment);
            if (!ended)
            {
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                kills++;
                if (Directory.EnumerateFiles(Path.Combine(folder, "checkpoints")).Any()) resumed++;
                continue;
            }
            await CheckAsync();
        }
        await EndAsync(folder);
        await CheckAsync();
        Assert.True(resumed >= Kills / 2, $"Only {resumed} of {kills} kills left a checkpoint.");
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{kills} kills, {resumed} with a checkpoint; an uninterrupted run takes {whole.TotalSeconds:F1} s.\n"
            + $"Tally: {kills} tried, 0 refused, {kills} right, 0 wrong");
        Directory.Delete(folder, recursive: true);

        async Task CheckAsync()
        {
            Assert.Equal(expected, await File.ReadAllTextAsync(result, TestContext.Current.CancellationToken));
            File.Delete(result);
        }
    }

    private static SimulatedCohortFiles Write(string folder) => SimulatedCohort
        .Create(SmallStudy.Preset(48), worldSeed: 1, cohortSeed: 1)
        .WriteTo(folder, TestContext.Current.CancellationToken);

    private static async Task EndAsync(string folder)
    {
        using var process = Start(folder);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(File.Exists(Path.Combine(folder, ResultName)), "The run ended without a result.");
    }

    private static Process Start(string folder)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = false, UseShellExecute = false };
        var method = $"{typeof(KilledRun).FullName}.{nameof(Trains_in_the_given_folder)}";
        foreach (var argument in new[] { "exec", typeof(KilledRun).Assembly.Location, "-explicit", "only", "-method", method })
            start.ArgumentList.Add(argument);
        start.Environment[FolderVariable] = folder;
        return Process.Start(start)!;
    }
}
