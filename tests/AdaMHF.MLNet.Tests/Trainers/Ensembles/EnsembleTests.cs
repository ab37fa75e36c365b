using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Ensembles against their members, each trained singly with the seed that the documentation names.</summary>
[Collection(nameof(SmallStudy))]
public class EnsembleTests(SmallStudy study)
{
    private const int Seed = 5;

    [Theory, MemberData(nameof(SmallSystems.Keys), MemberType = typeof(SmallSystems))]
    public void Each_system_s_ensemble_is_the_average_of_single_runs(string key)
    {
        var system = SurvivalSystems.Of(key);
        AssertAverage(system, SmallSystems.Options(system) with { Ensemble = 2, CpuThreads = 1 });
    }

    [Theory]
    [InlineData(SurvivalSystems.AdaMhf)]
    [InlineData("gpdbn")]
    public void Log_hazards_are_averaged_as_survival_by_each_member_s_baseline(string key)
    {
        var system = SurvivalSystems.Of(key);
        AssertAverage(system, SmallSystems.Options(system) with
        {
            Loss = SurvivalLoss.Cox,
            BatchSize = 12,
            Epochs = 2,
            LearningRate = 0.01,
            Ensemble = 3,
            CpuThreads = 1,
            ReportedMonths = [3, 9],
            EarlyStopping = new() { ValidationShare = 0.3 },
        });
    }

    [Fact]
    public void Explanations_are_means_over_the_members()
    {
        var data = Data();
        var options = SmallStudy.Options with { Explains = true, CpuThreads = 1, Seed = Seed, PatchesPerPatient = 30 };
        using var ensemble = study.ML.Survival.Trainers.AdaMhf(options with { Ensemble = 2 }).Fit(data);
        using var first = study.ML.Survival.Trainers.AdaMhf(options).Fit(data);
        using var second = study.ML.Survival.Trainers.AdaMhf(options with { Seed = Seed + 1_000_003 }).Fit(data);
        foreach (var column in new[] { "ModalityWeights", "PatchScores", "GenomicScores" })
        {
            float[][] Values(ITransformer model) => [.. model.Transform(data).GetColumn<float[]>(column)];
            var (mean, one, other) = (Values(ensemble), Values(first), Values(second));
            Assert.NotEqual(one, other);
            for (var row = 0; row < mean.Length; row++) AssertClose([.. one[row].Zip(other[row], (a, b) => (a + b) / 2)], mean[row]);
        }
        Assert.Equal(
            first.Transform(data).GetColumn<int[]>("PatchCoordinates"), ensemble.Transform(data).GetColumn<int[]>("PatchCoordinates"));
    }

    [Fact]
    public void A_single_network_reports_no_spread()
    {
        var scored = study.Model.Transform(study.Split.TestSet);
        Assert.Null(scored.Schema.GetColumnOrNull("RiskSpread"));
        Assert.Empty(study.Model.LastTransformer.Training.Members);
        Assert.Equal(1, study.Model.LastTransformer.NetworkCount);
    }

    [Fact]
    public void Every_epoch_is_that_of_all_members()
    {
        var data = Data();
        var options = SmallStudy.Options with
        {
            Seed = Seed,
            Ensemble = 2,
            Epochs = 2,
            CpuThreads = 1,
            LearningRate = 0.01,
            Schedule = LearningRateSchedule.Constant,
            KeepEpochWeights = true,
        };
        using var model = study.ML.Survival.Trainers.AdaMhf(options).Fit(data);
        using var ended = study.ML.Survival.Trainers.AdaMhf(options with { Epochs = 1, KeepEpochWeights = false }).Fit(data);
        IDataView Known(ITransformer trained) =>
            study.ML.Data.FilterByCustomPredicate<Risk>(trained.Transform(data), row => float.IsNaN(row.Score));
        var epochs = study.ML.Survival.EvaluateEpochs(model, Known(model));
        Assert.Equal(2, epochs.Count);
        Assert.Equal(study.ML.Survival.Evaluate(Known(ended)).ConcordanceIndex, epochs[0].ConcordanceIndex, 1e-12);
        Assert.Equal(study.ML.Survival.Evaluate(Known(model)).ConcordanceIndex, epochs[1].ConcordanceIndex, 1e-12);
        Assert.NotEqual(epochs[0].ConcordanceIndex, epochs[1].ConcordanceIndex);

        var refused = Assert.Throws<ArgumentException>(
            () => study.ML.Survival.Trainers.AdaMhf(options with { Loss = SurvivalLoss.Cox, BatchSize = 8 }));
        Assert.Contains("baseline", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.AdaMhf(new() { Ensemble = 0 }));
        Assert.Throws<ArgumentException>(() => study.ML.Transforms.FeaturizeGenomics(new GenomicFeaturizerOptions { Ensemble = 2 }));
    }

    private IDataView Data() => study.ML.Data.TakeRows(ConformanceCases.Prepared(study.ML, study), 18);

    private void AssertAverage(SurvivalSystem system, SurvivalTrainerOptions options)
    {
        var data = Data();
        using var ensemble = system.CreateTrainer(study.ML, options with { Seed = Seed }).Fit(data);
        SurvivalNetworkTransformer[] singles =
        [
            .. Enumerable.Range(0, options.Ensemble).Select(member =>
                system.CreateTrainer(study.ML, options with { Seed = Seed + (1_000_003 * member), Ensemble = 1 }).Fit(data)),
        ];
        for (var member = 0; member < singles.Length; member++)
        {
            Assert.Equal(Weights(singles[member].CopyWeights()), Weights(ensemble.CopyWeights(member)));
            Assert.Equal(singles[member].Training.Seed, ensemble.Training.Members[member].Seed);
            Assert.Equal(singles[member].Training.Curve, ensemble.Training.Members[member].Curve);
        }
        Assert.Equal(singles.Sum(single => single.ParameterCount), ensemble.ParameterCount);
        AssertMean(options, data, [.. singles.Select(single => single.Transform(data))], ensemble.Transform(data));

        var reloaded = (SurvivalNetworkTransformer)SmallStudy.Reloaded(ensemble, data.Schema);
        Assert.Equal(singles.Length, reloaded.NetworkCount);
        Assert.Equal(SmallStudy.ScoreBits(ensemble, data), SmallStudy.ScoreBits(reloaded, data));
        Assert.Equal(
            SmallStudy.Bits(ensemble.Transform(data).GetColumn<float>("RiskSpread")),
            SmallStudy.Bits(reloaded.Transform(data).GetColumn<float>("RiskSpread")));
        Assert.Equal(ensemble.Training.Members[^1].Curve, reloaded.Training.Members[^1].Curve);
        foreach (var model in singles.Append(reloaded)) model.Dispose();
    }

    /// <summary>By definition: mean curves, minus their sum, and the sample standard deviation of the members' sums.</summary>
    private static void AssertMean(SurvivalTrainerOptions options, IDataView data, IDataView[] singles, IDataView ensemble)
    {
        float[][][] curves = [.. singles.Select(single => single.GetColumn<float[]>("SurvivalProbabilities").ToArray())];
        float[][] months = [.. singles.Select(single => single.GetColumn<float>("ExpectedMonths").ToArray())];
        var (mean, hazards) = (Column<float[]>("SurvivalProbabilities"), Column<float[]>("Hazards"));
        var (score, spread, expected) = (Column<float>("Score"), Column<float>("RiskSpread"), Column<float>("ExpectedMonths"));
        Assert.Contains(score, float.IsFinite);
        Assert.Contains(spread, value => value > 1e-6);
        for (var row = 0; row < score.Length; row++)
        {
            double[][] members = [.. curves.Select(member => Array.ConvertAll(member[row], value => (double)value))];
            float[] average = [.. members[0].Select((_, bin) => (float)members.Average(member => member[bin]))];
            AssertClose(average, mean[row]);
            AssertClose([-average.Sum()], [score[row]]);
            double[] risks = [.. members.Select(member => -member.Sum())];
            var variance = risks.Sum(risk => Math.Pow(risk - risks.Average(), 2)) / (risks.Length - 1);
            AssertClose([(float)Math.Sqrt(variance)], [spread[row]]);
            AssertClose([months.Average(member => member[row])], [expected[row]]);
            var survival = 1f;
            foreach (var (hazard, after) in hazards[row].Zip(mean[row])) AssertClose([after], [survival *= 1 - hazard]);
        }
        if (options.ReportedMonths.Count == 0) return;
        float[][][] at = [.. singles.Select(single => single.GetColumn<float[]>("SurvivalAt").ToArray())];
        var reported = Column<float[]>("SurvivalAt");
        for (var row = 0; row < score.Length; row++)
            AssertClose([.. at[0][row].Select((_, place) => at.Average(member => member[row][place]))], reported[row]);

        T[] Column<T>(string name) => [.. ensemble.GetColumn<T>(name)];
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual))
        {
            var isSame = float.IsNaN(one) ? float.IsNaN(other) : Math.Abs(one - other) <= 1e-6 * Math.Max(1, Math.Abs(one));
            Assert.True(isSame, $"{one} is not {other}");
        }
    }

    internal static Dictionary<string, string> Weights(AdaMHF.TensorFiles.NamedTensors weights) =>
        weights.Tensors.ToDictionary(entry => entry.Key, entry => Convert.ToHexString(entry.Value.Bytes.Span));

    private sealed class Risk
    {
        public float Score { get; set; }
    }
}
