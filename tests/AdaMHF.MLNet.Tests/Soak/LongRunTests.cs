using System.Diagnostics;
using TorchSharp;

namespace AdaMHF.MLNet.Tests;

/// <summary>Not parallel with other tests, whose allocations would be counted too.</summary>
[Trait("Category", "Soak")]
[Collection(nameof(LongRunTests))]
[CollectionDefinition(nameof(LongRunTests), DisableParallelization = true)]
public sealed class LongRunTests : IDisposable
{
    private readonly SmallStudy _study = new();

    private static long LiveTensors => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    [Fact(Explicit = true)]
    public void A_thousand_steps_leave_tensors_and_memory_level()
    {
        var (tensors, memory, steps) = (new List<long>(), new List<long>(), 0);
        using var model = _study.Pipeline(_study.ML, new AdaMhfTrainer.Options
        {
            Network = SmallStudy.TinyNetwork,
            // Steps of four patients, as by default.
            Epochs = 240,
            Progress = new ProgressWatcher(progress =>
            {
                steps++;
                if (progress.Patient < progress.Patients) return;
                tensors.Add(LiveTensors);
                memory.Add(ResidentBytes());
            }),
        }).Fit(_study.Split.TrainSet);
        // Pools and optimizer states fill during the first third.
        var warm = tensors.Count / 3;
        var watched = steps * (tensors.Count - warm) / tensors.Count;
        Assert.True(watched >= 1000, $"{watched} steps");
        Report($"{watched} steps", tensors[warm], tensors[^1], memory[warm], memory[^1]);
        Assert.Equal(tensors[warm], tensors[^1]);
        Assert.InRange(memory[^1], 0, memory[warm] * 1.05);
    }

    [Fact(Explicit = true)]
    public void Ten_thousand_predictions_leave_tensors_and_memory_level()
    {
        var patients = _study.Cohort.PatientCount;
        void Score(int passes)
        {
            for (var pass = 0; pass < passes; pass++)
                Assert.Equal(patients, SmallStudy.Scores(_study.Model.Transform(_study.Cohort.Data)).Length);
        }
        Score(2000 / patients);
        var (tensors, memory) = (LiveTensors, ResidentBytes());
        Score(1 + (10_000 / patients));
        var (tensorsAfter, memoryAfter) = (LiveTensors, ResidentBytes());
        Report("10,000 predictions", tensors, tensorsAfter, memory, memoryAfter);
        Assert.Equal(tensors, tensorsAfter);
        Assert.InRange(memoryAfter, 0, memory * 1.05);
    }

    public void Dispose() => _study.Dispose();

    private static void Report(string what, long tensors, long tensorsAfter, long memory, long memoryAfter)
    {
        var tensorCounts = FormattableString.Invariant($"{tensors} and {tensorsAfter} live tensors");
        var memorySizes = FormattableString.Invariant($"{memory / 1e6:F1} and {memoryAfter / 1e6:F1} MB resident");
        TestContext.Current.TestOutputHelper!.WriteLine($"{what}: {tensorCounts}, {memorySizes}.");
    }

    private static long ResidentBytes()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
