using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>Models that one thread disposes while others score with them. Not parallel with other tests, which slow the threads.</summary>
[Collection(nameof(DisposedBesideScoringTests))]
[CollectionDefinition(nameof(DisposedBesideScoringTests), DisableParallelization = true)]
public sealed class DisposedBesideScoringTests(SmallStudy study) : IClassFixture<SmallStudy>
{
    private const int Threads = 16;
    private const int Levels = 30;

    [Theory]
    [InlineData("adamhf")]
    [InlineData("featurizer")]
    public void Calls_end_in_order_and_later_ones_are_refused(string kind)
    {
        var (zip, data, column) = Saved(kind);
        using var first = Load(zip);
        var expected = Bits(first, data, column);
        var random = new Random(4);
        for (var round = 0; round < 3; round++)
        {
            var found = new Outcome();
            using var model = Load(zip);
            var threads = Start(Threads, () => found.Score(model, data, column, expected, untilDisposed: true));
            Thread.Sleep(random.Next(5, 60));
            model.Dispose();
            foreach (var thread in threads) thread.Join();
            Assert.Equal((0, Threads), (found.Wrong, found.Refused));
            Assert.Empty(found.Others);
        }
    }

    /// <summary>Ten minutes: sixteen threads score beside training and disposing.</summary>
    [Trait("Category", "Soak")]
    [Fact(Explicit = true)]
    public void Ten_minutes_of_scoring_beside_training_and_disposing()
    {
        var minutes = Environment.GetEnvironmentVariable("ADAMHF_SOAK_MINUTES") is { } text ? double.Parse(text) : 10;
        var (zip, data, column) = Saved("adamhf");
        using var first = Load(zip);
        var expected = Bits(first, data, column);
        var (found, clock, trained, disposed) = (new Outcome(), Stopwatch.StartNew(), 0, 0);
        bool Ended() => clock.Elapsed.TotalMinutes >= minutes;
        var model = Load(zip);
        var scoring = Start(Threads, () =>
        {
            while (!Ended()) found.Score(Volatile.Read(ref model), data, column, expected, untilDisposed: false);
        });
        var training = Start(1, () =>
        {
            while (!Ended())
            {
                using var beside = study.Pipeline(study.ML, SmallStudy.Options with { CpuThreads = 1 }).Fit(study.Split.TrainSet);
                trained++;
            }
        });
        var levels = new List<(long Memory, int Handles)>();
        while (!Ended())
        {
            var next = Load(zip);
            Interlocked.Exchange(ref model, next).Dispose();
            disposed++;
            // By the clock: a busy machine disposes few models.
            if (clock.Elapsed.TotalMinutes * Levels >= minutes * levels.Count) levels.Add(Level());
            Thread.Sleep(20);
        }
        foreach (var thread in scoring.Concat(training)) thread.Join();
        model.Dispose();

        var warm = levels[levels.Count / 3];
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{minutes} min: {found.Right:N0} passes of {expected.Length} patients right, {found.Wrong} wrong, {found.Refused:N0} "
            + $"refused as disposed, {found.Others.Count} other exceptions; {disposed:N0} models disposed, {trained:N0} trained; "
            + $"{warm.Memory / 1e6:F0} MB and {warm.Handles} handles after a third, {levels[^1].Memory / 1e6:F0} MB and "
            + $"{levels[^1].Handles} at the end.\nTally: {found.Right + found.Wrong + found.Refused} tried, {found.Refused} refused, "
            + $"{found.Right} right, {found.Wrong} wrong");
        Assert.Equal(0, found.Wrong);
        Assert.Empty(found.Others);
        Assert.InRange(levels[^1].Memory, 0, warm.Memory * 1.2);
        Assert.InRange(levels[^1].Handles, 0, warm.Handles + 20);
    }

    private static (long Memory, int Handles) Level()
    {
        using var process = Process.GetCurrentProcess();
        var handles = Directory.Exists("/proc/self/fd") ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount;
        return (process.WorkingSet64, handles);
    }

    private (string Zip, IDataView Data, string Column) Saved(string kind)
    {
        var (ml, path) = (study.ML, study.TemporaryFile($"disposed-{kind}.zip"));
        if (kind == "adamhf")
        {
            ml.Model.Save(study.Model, study.Cohort.Data.Schema, path);
            return (path, study.Cohort.Data, "Score");
        }
        var pipeline = ml.Transforms.GroupGenomics(study.Cohort.GeneGroups).Append(ml.Transforms.FeaturizeGenomics(
            new GenomicFeaturizerOptions { Epochs = 1, RiskColumnName = "GenomicRisk" }));
        using var model = pipeline.Fit(study.Split.TrainSet);
        ml.Model.Save(model, study.Cohort.Data.Schema, path);
        return (path, study.Cohort.Data, "GenomicRisk");
    }

    private static TransformerDisposer Load(string zip) => new(new MLContext().Model.Load(zip, out _));

    private static int[] Bits(TransformerDisposer model, IDataView data, string column) =>
        SmallStudy.Bits(Microsoft.ML.Data.ColumnCursorExtensions.GetColumn<float>(model.Model.Transform(data), column));

    private static Thread[] Start(int count, Action work)
    {
        var threads = Enumerable.Range(0, count).Select(_ => new Thread(() => work())).ToArray();
        foreach (var thread in threads) thread.Start();
        return threads;
    }

    /// <summary>A pipeline of whatever kind, which is disposed as a whole.</summary>
    private sealed record TransformerDisposer(ITransformer Model) : IDisposable
    {
        public void Dispose() => (Model as IDisposable)?.Dispose();
    }

    /// <summary>What threads found.</summary>
    private sealed class Outcome
    {
        private long _right;
        private int _wrong, _refused;

        public long Right => _right;

        public int Wrong => _wrong;

        public int Refused => _refused;

        public ConcurrentBag<Exception> Others { get; } = [];

        public void Score(TransformerDisposer model, IDataView data, string column, int[] expected, bool untilDisposed)
        {
            try
            {
                do
                {
                    if (Bits(model, data, column).SequenceEqual(expected)) Interlocked.Increment(ref _right);
                    else Interlocked.Increment(ref _wrong);
                }
                while (untilDisposed);
            }
            catch (Exception error) when (Causes(error).OfType<ObjectDisposedException>().Any())
            {
                Interlocked.Increment(ref _refused);
            }
            catch (Exception error)
            {
                Others.Add(error);
            }
        }

        private static IEnumerable<Exception> Causes(Exception? error)
        {
            for (; error is not null; error = error.InnerException) yield return error;
        }
    }
}
