using AdaMHF.Networks;
using AdaMHF.PatchBags;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Runs that are interrupted within an epoch and resumed, against uninterrupted runs.</summary>
[Collection(nameof(SmallStudy))]
public class CheckpointTests(SmallStudy study)
{
    private const int Epochs = 4;

    [Theory]
    [InlineData(SurvivalOptimizer.AdamW, 1)]
    [InlineData(SurvivalOptimizer.AdamW, 4)]
    [InlineData(SurvivalOptimizer.Adam, 2)]
    [InlineData(SurvivalOptimizer.RAdam, 1)]
    [InlineData(SurvivalOptimizer.Sgd, 1)]
    public void A_resumed_run_ends_with_the_weights_of_an_uninterrupted_one(SurvivalOptimizer optimizer, int batchSize)
    {
        AdaMhfTrainer.Options Options(string? folder, Action<TrainingProgress>? watch = null, CancellationTokenSource? stop = null) => new()
        {
            Network = SmallStudy.TinyNetwork with { LoadBalancingWeight = 0.1 },
            Epochs = Epochs,
            Optimizer = optimizer,
            BatchSize = batchSize,
            LearningRate = 0.01,
            Schedule = LearningRateSchedule.Plateau,
            DecayEpochs = 1,
            EarlyStopping = new() { ValidationShare = 0.3, Patience = 3 },
            CheckpointFolder = folder,
            Progress = watch is null ? null : new ProgressWatcher(watch),
            CancellationToken = stop?.Token ?? TestContext.Current.CancellationToken,
        };
        using var through = Fit(Options(null));
        var folder = study.TemporaryFile($"checkpoints-{optimizer}-{batchSize}");

        // Stopped twice: in the first epoch, before there is a checkpoint, and in a later one.
        Stop(folder, epoch: 1);
        Assert.Empty(Files(folder));
        Stop(folder, epoch: 3);
        Assert.Single(Files(folder));
        var first = 0;
        using var resumed = Fit(Options(folder, progress => first = first == 0 ? progress.Epoch : first));

        Assert.Equal(3, first);
        Assert.Equal(Weights(through), Weights(resumed));
        Assert.Equal(through.LastTransformer.Training.Curve, resumed.LastTransformer.Training.Curve);
        Assert.Equal(through.LastTransformer.Training.SelectedEpoch, resumed.LastTransformer.Training.SelectedEpoch);
        Assert.Empty(Files(folder));

        void Stop(string where, int epoch)
        {
            using var stop = new CancellationTokenSource();
            Assert.ThrowsAny<OperationCanceledException>(() => Fit(Options(
                where,
                progress =>
                {
                    if (progress.Epoch == epoch && progress.Patient >= 5) stop.Cancel();
                },
                stop)));
        }
    }

    [Fact]
    public void Different_runs_have_separate_files_and_a_damaged_one_is_named()
    {
        var folder = study.TemporaryFile("checkpoints-apart");
        StopAfterFirstEpoch(seed: 1);
        StopAfterFirstEpoch(seed: 2);
        var files = Files(folder);
        Assert.Equal(2, files.Length);

        foreach (var file in files) File.WriteAllBytes(file, File.ReadAllBytes(file)[..^100]);
        var options = new AdaMhfTrainer.Options { Network = SmallStudy.TinyNetwork, Epochs = 2, Seed = 1, CheckpointFolder = folder };
        var error = Assert.Throws<InvalidDataException>(() => Fit(options));
        Assert.Contains(files, file => error.Message.Contains(file, StringComparison.Ordinal));
        Assert.Contains("Delete the file", error.Message, StringComparison.Ordinal);

        void StopAfterFirstEpoch(int seed)
        {
            using var stop = new CancellationTokenSource();
            Assert.ThrowsAny<OperationCanceledException>(() => Fit(new()
            {
                Network = SmallStudy.TinyNetwork,
                Epochs = 2,
                Seed = seed,
                CheckpointFolder = folder,
                CancellationToken = stop.Token,
                Progress = new ProgressWatcher(progress =>
                {
                    if (progress.Epoch == 2) stop.Cancel();
                }),
            }));
        }
    }

    [Fact]
    public void Runs_from_the_same_weights_that_train_different_parts_are_told_apart()
    {
        TorchBackend.EnsureLoaded();
        var patients = new TrainingPatients(
            ["A", "B"], [1, 2], [true, false], [new(PatchBag.Empty, [[1, 2]]), new(PatchBag.Empty, [[2, 1]])]);
        var configuration = SmallStudy.TinyNetwork with { GenomicGroupSizes = [2] };
        string Identity(Action<AdaMhfNetwork> prepare, int epochs = 1)
        {
            using var network = AdaMhfNetwork.Create(configuration, seed: 1);
            prepare(network);
            return RunIdentity.Of(new AdaMhfTrainer.Options { Epochs = epochs }, patients, seed: 1, network, configuration);
        }
        var run = Identity(_ => { });
        Assert.Equal(run, Identity(_ => { }));
        Assert.NotEqual(run, Identity(network => network.GenomicEmbedding.Freeze()));
        Assert.NotEqual(run, Identity(_ => { }, epochs: 2));
    }

    private TransformerChain<AdaMhfTransformer> Fit(AdaMhfTrainer.Options options) =>
        study.Pipeline(study.ML, options).Fit(study.ML.Data.TakeRows(study.Split.TrainSet, 24));

    private static string[] Files(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder) : [];

    private static Dictionary<string, string> Weights(TransformerChain<AdaMhfTransformer> model) =>
        model.LastTransformer.CopyWeights().Tensors.ToDictionary(entry => entry.Key, entry => Convert.ToHexString(entry.Value.Bytes.Span));
}
