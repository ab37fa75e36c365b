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
        var preset = new SimulationPreset(48, [13, 14, 15, 12, 11, 12], 16, 40);
        Truth = SimulatedCohort.Create(preset, worldSeed: 1, cohortSeed: 1, new MissingModalities(0.15, 0.15));
        Files = Truth.WriteTo(_folder.FullName);
        ML = new MLContext(seed: 3);
        Cohort = ML.Data.LoadSurvivalCohort(Files.Table, new() { GeneGroups = GeneGroups.FromCsv(Files.Signatures) });
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

    public static AdaMhfTrainer.Options Options => new() { Network = TinyNetwork, Epochs = 1 };

    public EstimatorChain<AdaMhfTransformer> Pipeline(MLContext ml, AdaMhfTrainer.Options? options = null) =>
        ml.Transforms.LoadWsiBags("Bag", "SlideIds", Files.Bags)
            .Append(ml.Transforms.GroupGenomics(Cohort.GeneGroups))
            .Append(ml.Survival.Trainers.AdaMhf(options ?? Options));

    public static float[] Scores(IDataView scored) => [.. scored.GetColumn<float>("Score")];

    public static int[] Bits(IEnumerable<float> values) => [.. values.Select(BitConverter.SingleToInt32Bits)];

    public void Dispose()
    {
        Model.Dispose();
        _folder.Delete(recursive: true);
    }
}
