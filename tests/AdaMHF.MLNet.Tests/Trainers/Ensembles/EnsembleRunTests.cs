using TorchSharp;

namespace AdaMHF.MLNet.Tests;

/// <summary>The course of an ensemble's training: progress, interruption, and what is freed.</summary>
[Collection(nameof(SmallStudy))]
public class EnsembleRunTests(SmallStudy study)
{
    private const int Epochs = 3;
    private const int Members = 3;

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    public void An_ensemble_that_was_stopped_goes_on_with_the_member_it_was_in(int stoppedMember, int stoppedEpoch)
    {
        var data = ConformanceCases.Prepared(study.ML, study);
        var folder = study.TemporaryFile($"ensemble-{stoppedMember}-{stoppedEpoch}");
        using var through = study.ML.Survival.Trainers.AdaMhf(Options(null, _ => { })).Fit(data);

        using (var stop = new CancellationTokenSource())
        {
            void StopThere(TrainingProgress progress)
            {
                if ((progress.Member, progress.Epoch, progress.Patient) == (stoppedMember, stoppedEpoch, 5)) stop.Cancel();
            }
            var options = Options(folder, StopThere) with { CancellationToken = stop.Token };
            Assert.ThrowsAny<OperationCanceledException>(() => study.ML.Survival.Trainers.AdaMhf(options).Fit(data));
        }
        // Those of the members that ended, and that of the member it was in where there is one already.
        Assert.Equal(stoppedEpoch > 2 ? stoppedMember : stoppedMember - 1, Directory.GetFiles(folder).Length);

        var seen = new List<TrainingProgress>();
        using var resumed = study.ML.Survival.Trainers.AdaMhf(Options(folder, seen.Add)).Fit(data);
        // Every second epoch has a checkpoint.
        Assert.Equal((stoppedMember, stoppedEpoch > 2 ? 3 : 1), (seen[0].Member, seen[0].Epoch));
        for (var member = 0; member < Members; member++)
        {
            Assert.Equal(EnsembleTests.Weights(through.CopyWeights(member)), EnsembleTests.Weights(resumed.CopyWeights(member)));
            Assert.Equal(through.Training.Members[member].Curve, resumed.Training.Members[member].Curve);
        }
        Assert.Equal(SmallStudy.ScoreBits(through, data), SmallStudy.ScoreBits(resumed, data));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Progress_names_the_member_and_rises_to_the_end()
    {
        var seen = new List<TrainingProgress>();
        using var model = study.ML.Survival.Trainers.AdaMhf(Options(null, seen.Add)).Fit(ConformanceCases.Prepared(study.ML, study));
        Assert.Equal([1, 2, 3], seen.Select(progress => progress.Member).Distinct());
        Assert.All(seen, progress => Assert.Equal(Members, progress.Members));
        double[] fractions = [.. seen.Select(progress => progress.Fraction)];
        Assert.Equal(fractions.Order(), fractions);
        Assert.Equal(seen.Count, fractions.Distinct().Count());
        Assert.Equal(1.0 / seen.Count, fractions[0], 1e-9);
        Assert.Equal(1, fractions[^1], 1e-9);
    }

    [Fact]
    public void Members_are_freed_when_the_model_is_disposed_and_when_training_fails()
    {
        var data = ConformanceCases.Prepared(study.ML, study);
        var live = LiveTensors;
        var model = study.ML.Survival.Trainers.AdaMhf(Options(null, _ => { })).Fit(data);
        Assert.True(LiveTensors > live);
        model.Dispose();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Transform(data));
        Assert.Equal(live, LiveTensors);

        using var stop = new CancellationTokenSource();
        void StopInTheLast(TrainingProgress progress)
        {
            if (progress.Member == Members) stop.Cancel();
        }
        var options = Options(null, StopInTheLast) with { CancellationToken = stop.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => study.ML.Survival.Trainers.AdaMhf(options).Fit(data));
        Assert.Equal(live, LiveTensors);
    }

    private static long LiveTensors => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    private static AdaMhfTrainer.Options Options(string? folder, Action<TrainingProgress> watch) => new()
    {
        Network = SmallStudy.TinyNetwork with { LoadBalancingWeight = 0.1 },
        Epochs = Epochs,
        Seed = 3,
        Ensemble = Members,
        LearningRate = 0.01,
        EarlyStopping = new() { ValidationShare = 0.3, Patience = 3 },
        CheckpointFolder = folder,
        CheckpointEpochs = 2,
        Progress = new ProgressWatcher(watch),
        CancellationToken = TestContext.Current.CancellationToken,
    };
}
