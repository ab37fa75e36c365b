using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AdaMHF.Networks;
using AdaMHF.PatchBags;
using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

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
        var configuration = SmallStudy.TinyNetwork with { GenomicGroupSizes = [2] };
        string Identity(Action<AdaMhfNetwork> prepare, int epochs = 1, EarlyStopping? stopping = null)
        {
            using var network = AdaMhfNetwork.Create(configuration, seed: 1);
            prepare(network);
            var options = new AdaMhfTrainer.Options { Epochs = epochs, EarlyStopping = stopping };
            return RunIdentity.Of(options, dataHash: "data", seed: 1, network, configuration);
        }
        var run = Identity(_ => { });
        Assert.Equal(run, Identity(_ => { }));
        Assert.NotEqual(run, Identity(network => network.GenomicEmbedding.Freeze()));
        Assert.NotEqual(run, Identity(_ => { }, epochs: 2));

        var stopped = Identity(_ => { }, stopping: new() { ValidationShare = 0.25 });
        Assert.NotEqual(stopped, Identity(_ => { }, stopping: new() { ValidationShare = 0.5 }));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // Globalization may be invariant where the tests run, so that no culture is found by its name.
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new() { NumberDecimalSeparator = "," } };
            Assert.Equal(stopped, Identity(_ => { }, stopping: new() { ValidationShare = 0.25 }));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void A_flipped_bit_in_a_checkpoint_is_refused_by_the_name_of_the_file()
    {
        var folder = study.TemporaryFile("checkpoints-flipped");
        StopAfterFirstEpoch(folder);
        var file = Assert.Single(Files(folder));
        var whole = File.ReadAllBytes(file);
        var run = RunOf(file);
        var channel = ((IHostEnvironment)study.ML).Register("Tests").Start("Checkpoints");
        var random = new Random(5);
        var accepted = 0;
        for (var flip = 0; flip < 1000; flip++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(file, damaged);
            try
            {
                CheckpointContent.Read(file, run, channel);
                accepted++;
            }
            catch (InvalidDataException error)
            {
                Assert.Contains(file, error.Message, StringComparison.Ordinal);
                Assert.Contains("Delete the file", error.Message, StringComparison.Ordinal);
            }
        }
        Assert.Equal(0, accepted);
        // A run says the same.
        var refusal = Assert.Throws<InvalidDataException>(() => StopAfterFirstEpoch(folder));
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_whose_digest_has_another_name_is_no_checkpoint_without_one()
    {
        var folder = study.TemporaryFile("checkpoints-renamed");
        StopAfterFirstEpoch(folder);
        var file = Assert.Single(Files(folder));
        var content = SafeTensorsFile.Read(file);
        var renamed = content.Metadata.ToDictionary(entry => entry.Key == "sha256" ? "sha257" : entry.Key, entry => entry.Value);
        using (var stream = File.Create(file)) SafeTensorsFile.Write(stream, new(content.Tensors, renamed));
        Assert.Contains("sha257", Assert.Throws<InvalidDataException>(() => StopAfterFirstEpoch(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_that_were_made_anew_between_two_starts_make_another_run()
    {
        var bags = Directory.CreateDirectory(study.TemporaryFile("bags-anew")).FullName;
        foreach (var bag in Directory.EnumerateFiles(study.Files.Bags, "*", SearchOption.AllDirectories))
            File.Copy(bag, Path.Combine(bags, Path.GetFileName(bag)));
        var folder = study.TemporaryFile("checkpoints-anew");
        StopAfterFirstEpoch(folder, bags: bags);
        Assert.Single(Files(folder));

        // As many patches of the same names, other numbers.
        var trained = study.Split.TrainSet.GetColumn<string[]>("SlideIds").Take(24).SelectMany(slides => slides).First();
        var changed = Directory.EnumerateFiles(bags)
            .Single(bag => Path.GetFileNameWithoutExtension(bag) == Path.GetFileNameWithoutExtension(trained));
        var patches = study.Truth.Patients.SelectMany(study.Truth.SimulateSlides).Single(slide => slide.SlideId == trained).Patches;
        float[] values = [.. patches.Values];
        values[^1] += 1;
        ClamH5Writer.Write(changed, new(values, patches.Width, patches.Coordinates), patchSize: 256, patchLevel: 0, encoder: "simulated");
        var first = 0;
        StopAfterFirstEpoch(folder, progress => first = first == 0 ? progress.Epoch : first, bags);
        Assert.Equal(1, first);
        Assert.Equal(2, Files(folder).Length);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_noticed_before_the_first_epoch()
    {
        var file = study.TemporaryFile("no-folder");
        File.WriteAllText(file, "");
        var steps = 0;
        var error = Assert.Throws<IOException>(() => Fit(new()
        {
            Network = SmallStudy.TinyNetwork,
            CheckpointFolder = Path.Combine(file, "checkpoints"),
            Progress = new ProgressWatcher(_ => steps++),
        }));
        Assert.Contains(nameof(SurvivalTrainerOptions.CheckpointFolder), error.Message, StringComparison.Ordinal);
        Assert.Equal(0, steps);
    }

    [Fact]
    public void What_a_killed_save_left_is_swept_up_at_the_next_start()
    {
        var folder = study.TemporaryFile("checkpoints-left");
        StopAfterFirstEpoch(folder);
        var file = Path.GetFileName(Assert.Single(Files(folder)));
        // Of a process that has ended, of one that runs, and of another run.
        var start = new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true };
        using var ended = Process.Start(start)!;
        ended.WaitForExit();
        var machine = Assert.Single(TemporaryNameOf(file).Split('.')[^3].Split('-')[..1]);
        string[] left =
        [
            $".{file}.{machine}-{ended.Id}.a.tmp", $".{file}.{machine}-1.b.tmp", $".other.checkpoint.{machine}-{ended.Id}.c.tmp",
        ];
        foreach (var name in left) File.WriteAllText(Path.Combine(folder, name), "cut");
        StopAfterFirstEpoch(folder);
        Assert.Equal(left[1..].Order(), Files(folder).Select(Path.GetFileName).Where(name => name!.EndsWith(".tmp")).Order());

        string TemporaryNameOf(string name)
        {
            var seen = "";
            AtomicFile.Write(Path.Combine(folder, name + "2"), stream => seen = Path.GetFileName(((FileStream)stream).Name));
            File.Delete(Path.Combine(folder, name + "2"));
            return seen;
        }
    }

    private static string RunOf(string file)
    {
        using var notes = JsonDocument.Parse(SafeTensorsFile.Read(file).Metadata["checkpoint"]);
        return notes.RootElement.GetProperty("Run").GetString()!;
    }

    private void StopAfterFirstEpoch(string folder, Action<TrainingProgress>? watch = null, string? bags = null)
    {
        using var stop = new CancellationTokenSource();
        var options = new AdaMhfTrainer.Options
        {
            Network = SmallStudy.TinyNetwork,
            Epochs = 2,
            Seed = 1,
            CheckpointFolder = folder,
            CancellationToken = stop.Token,
            Progress = new ProgressWatcher(progress =>
            {
                watch?.Invoke(progress);
                if (progress.Epoch == 2) stop.Cancel();
            }),
        };
        var ml = study.ML;
        try
        {
            ml.Transforms.LoadWsiBags("Bag", "SlideIds", bags ?? study.Files.Bags)
                .Append(ml.Transforms.GroupGenomics(study.Cohort.GeneGroups))
                .Append(ml.Survival.Trainers.AdaMhf(options)).Fit(ml.Data.TakeRows(study.Split.TrainSet, 24));
            Assert.Fail("The run was not stopped.");
        }
        catch (OperationCanceledException)
        {
        }
    }

    private TransformerChain<AdaMhfTransformer> Fit(AdaMhfTrainer.Options options) =>
        study.Pipeline(study.ML, options).Fit(study.ML.Data.TakeRows(study.Split.TrainSet, 16));

    private static string[] Files(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder) : [];

    private static Dictionary<string, string> Weights(TransformerChain<AdaMhfTransformer> model) =>
        model.LastTransformer.CopyWeights().Tensors.ToDictionary(entry => entry.Key, entry => Convert.ToHexString(entry.Value.Bytes.Span));
}
