using TorchSharp;

namespace AdaMHF.MLNet.Tests;

/// <summary>The course of an ensemble's training: progress, interruption, and what is freed.</summary>
[Collection(nameof(SmallStudy))]
public class EnsembleRunTests(SmallStudy study)
{
    private const int Members = 3;

    [Fact]
    public void An_ensemble_that_was_stopped_goes_on_with_the_member_it_was_in()
    {
        var seen = new List<TrainingProgress>();
        using var through = Fit(Options(null, seen.Add));
        AssertRises(seen);

        var folder = study.TemporaryFile("ensemble-checkpoints");
        // Every second epoch has a checkpoint, and so has the end of a member.
        Stop(folder, member: 2, epoch: 3);
        Assert.Equal(2, Directory.GetFiles(folder).Length);
        Assert.Equal((2, 3), First(Stop(folder, member: 3, epoch: 1)));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
        seen.Clear();
        using var resumed = Fit(Options(folder, seen.Add));

        Assert.Equal((3, 1), First(seen));
        for (var member = 0; member < Members; member++)
        {
            Assert.Equal(EnsembleTests.Weights(through.CopyWeights(member)), EnsembleTests.Weights(resumed.CopyWeights(member)));
            Assert.Equal(through.Training.Members[member].Curve, resumed.Training.Members[member].Curve);
        }
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Members_are_freed_when_the_model_is_disposed_and_when_training_fails()
    {
        var data = Data();
        AdaMhfTransformer Fit(AdaMhfTrainer.Options options) =>
            study.ML.Survival.Trainers.AdaMhf(options with { Epochs = 1, BagColumnName = null, EarlyStopping = null }).Fit(data);
        // What a single network leaves to the garbage collector, an ensemble leaves once for each member.
        var left = LiveTensors;
        Fit(Options(null, _ => { }) with { Ensemble = 1 }).Dispose();
        left = LiveTensors - left;

        var live = LiveTensors;
        var model = Fit(Options(null, _ => { }));
        Assert.True(LiveTensors - live > 100 * Members, $"{live}, {LiveTensors}");
        model.Dispose();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Transform(data));
        Assert.Equal(live + (Members * left), LiveTensors);

        live = LiveTensors;
        using var stop = new CancellationTokenSource();
        void StopInTheLast(TrainingProgress progress)
        {
            if (progress.Member == Members) stop.Cancel();
        }
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(Options(null, StopInTheLast) with { CancellationToken = stop.Token }));
        Assert.Equal(live + (Members * left), LiveTensors);
        Assert.True(left < 50, $"{left}");
    }

    private static void AssertRises(List<TrainingProgress> seen)
    {
        Assert.Equal([1, 2, 3], seen.Select(progress => progress.Member).Distinct());
        Assert.All(seen, progress => Assert.Equal(Members, progress.Members));
        double[] fractions = [.. seen.Select(progress => progress.Fraction)];
        Assert.Equal(fractions.Distinct().Order(), fractions);
        Assert.Equal(1.0 / seen.Count, fractions[0], 1e-9);
        Assert.Equal(1, fractions[^1], 1e-9);
    }

    private List<TrainingProgress> Stop(string folder, int member, int epoch)
    {
        using var stop = new CancellationTokenSource();
        var seen = new List<TrainingProgress>();
        void Watch(TrainingProgress progress)
        {
            seen.Add(progress);
            if ((progress.Member, progress.Epoch, progress.Patient) == (member, epoch, 5)) stop.Cancel();
        }
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(Options(folder, Watch) with { CancellationToken = stop.Token }));
        return seen;
    }

    private AdaMhfTransformer Fit(AdaMhfTrainer.Options options) => study.ML.Survival.Trainers.AdaMhf(options).Fit(Data());

    private Microsoft.ML.IDataView Data() => study.ML.Data.TakeRows(ConformanceCases.Prepared(study.ML, study), 16);

    private static (int Member, int Epoch) First(List<TrainingProgress> seen) => (seen[0].Member, seen[0].Epoch);

    private static long LiveTensors => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private static AdaMhfTrainer.Options Options(string? folder, Action<TrainingProgress> watch) => new()
    {
        Network = SmallStudy.TinyNetwork,
        Epochs = 3,
        BatchSize = 1,
        Seed = 3,
        Ensemble = Members,
        LearningRate = 0.01,
        EarlyStopping = new() { ValidationShare = 0.3, Patience = 3 },
        CheckpointFolder = folder,
        CheckpointEpochs = 2,
        CpuThreads = 1,
        Progress = new ProgressWatcher(watch),
        CancellationToken = TestContext.Current.CancellationToken,
    };
}
