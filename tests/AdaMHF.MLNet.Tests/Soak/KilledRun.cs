using System.Diagnostics;
using System.Security.Cryptography;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>A training run in a process of its own, which is killed without warning and started again until it ends.</summary>
public class KilledRun
{
    private const string FolderVariable = "ADAMHF_KILLED_RUN";
    private const string ResultName = "weights.sha256";
    private const int Kills = 20;

    /// <summary>What the other process does; it is found by its name.</summary>
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
        var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
        using var model = ml.Transforms.LoadWsiBags("Bag", "SlideIds", files.Bags)
            .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups))
            .Append(ml.Survival.Trainers.AdaMhf(new()
            {
                Network = SmallStudy.TinyNetwork,
                Epochs = 40,
                EarlyStopping = new() { Patience = 40 },
                CheckpointFolder = Path.Combine(folder, "checkpoints"),
                CpuThreads = 1,
            }))
            .Fit(cohort.Data);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, tensor) in model.LastTransformer.CopyWeights().Tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal)) hash.AppendData(tensor.Bytes.Span);
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
            // From the start of the process on, and a little longer than it takes to train: some moments lie before the first checkpoint, some within the writing of one.
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
        TestContext.Current.TestOutputHelper!.WriteLine($"{kills} kills, {resumed} with a checkpoint; an undisturbed run takes {whole.TotalSeconds:F1} s.");
        Directory.Delete(folder, recursive: true);

        async Task CheckAsync()
        {
            Assert.Equal(expected, await File.ReadAllTextAsync(result, TestContext.Current.CancellationToken));
            File.Delete(result);
        }
    }

    private static SimulatedCohortFiles Write(string folder) => SimulatedCohort
        .Create(new SimulationPreset(48, [13, 14, 15, 12, 11, 12], 16, 40), worldSeed: 1, cohortSeed: 1)
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
        foreach (var argument in new[] { "exec", typeof(KilledRun).Assembly.Location, "-explicit", "only", "-method", $"{typeof(KilledRun).FullName}.{nameof(Trains_in_the_given_folder)}" })
            start.ArgumentList.Add(argument);
        start.Environment[FolderVariable] = folder;
        return Process.Start(start)!;
    }
}
