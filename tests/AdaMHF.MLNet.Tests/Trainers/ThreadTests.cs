using System.Security.Cryptography;
using AdaMHF.Networks;
using AdaMHF.Simulation;
using Microsoft.ML;
using Microsoft.ML.Data;
using TorchSharp;

namespace AdaMHF.MLNet.Tests;

/// <summary>Not parallel with other tests: the number of Torch's threads is a setting of the process.</summary>
[Collection(nameof(ThreadTests))]
[CollectionDefinition(nameof(ThreadTests), DisableParallelization = true)]
public sealed class ThreadTests : IDisposable
{
    private const int Threads = 8;

    private readonly SmallStudy _study = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-threads-");

    [Fact]
    public void Eight_threads_give_two_hundred_patients_the_bits_of_one_thread()
    {
        var zip = _study.TemporaryFile("shared.zip");
        _study.ML.Model.Save(_study.Model, _study.Cohort.Data.Schema, zip);
        // The same world, sizes and file names in another folder, more patients.
        var files = SimulatedCohort.Create(SmallStudy.Preset(200), worldSeed: 1, cohortSeed: 2, new MissingModalities(0.15, 0.15))
            .WriteTo(_folder.FullName, TestContext.Current.CancellationToken);
        var ml = new MLContext();
        var patients = ml.Transforms.LoadWsiBags("Bag", "SlideIds", files.Bags).Fit(_study.Cohort.Data)
            .Transform(SmallStudy.Load(ml, files).Data);
        // Without the first step of the pipeline, which loads from the other folder.
        using var model = new TransformerChain<ITransformer>([.. ((TransformerChain<ITransformer>)ml.Model.Load(zip, out _)).Skip(1)]);

        Assert.Equal(200, SmallStudy.ScoreBits(model, patients).Length);
        IDataView Part(int number) => ml.Data.TakeRows(number == 0 ? patients : ml.Data.SkipRows(patients, number * 25), 25);
        var expected = Enumerable.Range(0, Threads).SelectMany(number => SmallStudy.ScoreBits(model, Part(number))).ToArray();
        var found = new int[Threads][];
        var threads = Enumerable.Range(0, Threads)
            .Select(number => new Thread(() => found[number] = SmallStudy.ScoreBits(model, Part(number)))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal(expected, found.SelectMany(bits => bits));
    }

    [Fact]
    public void Eight_threads_score_beside_a_training_run_as_without_it_and_it_trains_the_same_model()
    {
        var data = _study.Cohort.Data;
        var options = SmallStudy.Options with { Epochs = 2, BatchSize = 4, CpuThreads = 1 };
        var training = _study.ML.Data.TakeRows(_study.Split.TrainSet, 16);
        using var alone = _study.Pipeline(_study.ML, options).Fit(training);
        var (weights, expected) = (Weights(alone), SmallStudy.ScoreBits(_study.Model, data));

        var (ended, scored, differing) = (0, 0, 0);
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            while (Volatile.Read(ref ended) == 0)
            {
                if (!SmallStudy.ScoreBits(_study.Model, data).SequenceEqual(expected)) Interlocked.Increment(ref differing);
                Interlocked.Increment(ref scored);
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        try
        {
            using var beside = _study.Pipeline(_study.ML, options).Fit(training);
            Assert.Equal(weights, Weights(beside));
        }
        finally
        {
            Volatile.Write(ref ended, 1);
            foreach (var thread in threads) thread.Join();
        }
        Assert.InRange(scored, Threads, int.MaxValue);
        Assert.Equal(0, differing);

        static Dictionary<string, string> Weights(TransformerChain<AdaMhfTransformer> model) =>
            model.LastTransformer.CopyWeights().Tensors.ToDictionary(
                entry => entry.Key, entry => Convert.ToHexString(entry.Value.Bytes.Span));
    }

    [Fact]
    public void The_number_of_threads_does_not_change_the_start_of_a_network()
    {
        TorchBackend.EnsureLoaded();
        var before = torch.get_num_threads();
        try
        {
            Assert.Equal(With(1), With(2));

            string With(int threads)
            {
                torch.set_num_threads(threads);
                // The part of AdaMHF with orthogonal matrices; smaller ones are made on one thread anyway.
                using var network = SeededConstruction.Build(1, () => new FrozenMlp(256, 1024));
                Assert.Equal(threads, torch.get_num_threads());
                return Convert.ToHexString(SHA256.HashData(
                    [.. NetworkWeights.Copy(network).Tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                        .SelectMany(entry => entry.Value.Bytes.ToArray())]));
            }
        }
        finally
        {
            torch.set_num_threads(before);
        }
    }

    [Fact]
    public void One_and_two_threads_of_Torch_give_the_same_scores()
    {
        var before = torch.get_num_threads();
        try
        {
            var (one, two) = (With(1), With(2));
            Assert.All(one.Zip(two), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }
        finally
        {
            torch.set_num_threads(before);
        }

        float[] With(int threads)
        {
            torch.set_num_threads(threads);
            return [.. SmallStudy.Scores(_study.Model.Transform(_study.Cohort.Data)).Where(score => !float.IsNaN(score))];
        }
    }

    public void Dispose()
    {
        _study.Dispose();
        _folder.Delete(recursive: true);
    }
}
