using AdaMHF.Networks;
using AdaMHF.Simulation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>A small simulated cohort on disk and a model trained on it, created once for all tests that do not change them.</summary>
public sealed class SmallStudy : IDisposable
{
    public static readonly AdaMhfConfiguration TinyNetwork = new()
    {
        TokenWidth = 16,
        GenomicHiddenWidth = 16,
        AttentionHeads = 2,
        AttentionWidth = 8,
        ExpertWidth = 8,
        FrozenWidth = 16,
        MaxTokens = 8,
        ExpertsPerLayer = [1, 2],
        StagesPerUnit = 1,
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-tests-");

    public SmallStudy()
    {
        Truth = SimulatedCohort.Create(Preset(48), worldSeed: 1, cohortSeed: 1, new MissingModalities(0.15, 0.15));
        Files = Truth.WriteTo(_folder.FullName);
        ML = new MLContext(seed: 3);
        Cohort = Load(ML, Files);
        Split = Cohort.Split(SurvivalSplit.FromCsv(Files.HoldOutSplit));
        Model = Pipeline(ML).Fit(Split.TrainSet);
    }

    public SimulatedCohort Truth { get; }

    public SimulatedCohortFiles Files { get; }

    public MLContext ML { get; }

    public SurvivalCohort Cohort { get; }

    public CohortSplit Split { get; }

    public TransformerChain<AdaMhfTransformer> Model { get; }

    public string TemporaryFile(string name) => Path.Combine(_folder.FullName, name);

    public static SimulationPreset Preset(int patients) => new(patients, [13, 14, 15, 12, 11, 12], 16, 40);

    public static SurvivalCohort Load(MLContext ml, SimulatedCohortFiles files) =>
        ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });

    public static AdaMhfTrainer.Options Options => new() { Network = TinyNetwork, Epochs = 1 };

    public EstimatorChain<AdaMhfTransformer> Pipeline(MLContext ml, AdaMhfTrainer.Options? options = null) =>
        ml.Transforms.LoadWsiBags("Bag", "SlideIds", Files.Bags)
            .Append(ml.Transforms.GroupGenomics(Cohort.GeneGroups))
            .Append(ml.Survival.Trainers.AdaMhf(options ?? Options));

    public static float[] Scores(IDataView scored) => [.. scored.GetColumn<float>("Score")];

    /// <summary>Asserts that scores are equal to rounding: a batch adds up in another order than a patient alone.</summary>
    public static void AssertSameScores(IEnumerable<float> expected, IEnumerable<float> actual)
    {
        Assert.Equal(expected.Count(), actual.Count());
        foreach (var (one, other) in expected.Zip(actual))
        {
            var isSame = float.IsNaN(one) ? float.IsNaN(other) : Math.Abs(one - other) <= 1e-6 * Math.Max(1, Math.Abs(one));
            Assert.True(isSame, $"{one} became {other}");
        }
    }

    public static int[] Bits(IEnumerable<float> values) => [.. values.Select(BitConverter.SingleToInt32Bits)];

    public static int[] ScoreBits(ITransformer model, IDataView data) => Bits(Scores(model.Transform(data)));

    /// <summary>The model after saving to a zip and loading.</summary>
    public static ITransformer Reloaded(ITransformer model, DataViewSchema inputSchema)
    {
        using var zip = new MemoryStream();
        new MLContext().Model.Save(model, inputSchema, zip);
        zip.Position = 0;
        return new MLContext().Model.Load(zip, out _);
    }

    public void Dispose()
    {
        Model.Dispose();
        _folder.Delete(recursive: true);
    }
}
