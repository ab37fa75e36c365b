using AdaMHF.Simulation;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>AdaMHF on a simulated cohort whose age and stage carry a part of the risk.</summary>
public sealed class ClinicalModalityTests : IDisposable
{
    private static readonly string[] Columns = ["age", "stage", "grade", "is_female"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-clinic-");
    private readonly MLContext _ml = new(seed: 3);
    private readonly SimulatedCohortFiles _files;
    private readonly SurvivalCohort _cohort;
    private readonly CohortSplit _split;

    public ClinicalModalityTests()
    {
        _files = SimulatedCohort.Create(SmallStudy.Preset(120), worldSeed: 1, cohortSeed: 1, clinic: true).WriteTo(_folder.FullName);
        _cohort = SmallStudy.Load(_ml, _files);
        _split = _cohort.Split(SurvivalSplit.FromCsv(_files.HoldOutSplit));
    }

    [Fact]
    public void Its_weight_is_reported_its_predictor_recorded_and_the_zip_scores_the_same()
    {
        using var model = Pipeline().Fit(_split.TrainSet);
        var scored = model.Transform(_split.TestSet);
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["ModalityWeights"].GetSlotNames(ref names);
        Assert.Equal(["Pathology", "Genomics", "Clinical"], names.DenseValues().Select(name => name.ToString()));
        Assert.All(scored.GetColumn<float[]>("ModalityWeights"), weights =>
        {
            Assert.Equal(3, weights.Length);
            Assert.Equal(1, weights.Sum(), 1e-5);
            Assert.True(weights[2] > 0);
        });
        var record = model.LastTransformer.Training.LinearStart!.Single(start => start.Modality == Networks.Modality.Clinical);
        Assert.True(record.Scale > 0 && record.ConcordanceIndex > 0.5, $"scale {record.Scale}, C {record.ConcordanceIndex}");

        var loaded = SmallStudy.Reloaded(model, _cohort.Data.Schema);
        Assert.Equal(SmallStudy.ScoreBits(model, _split.TestSet), SmallStudy.ScoreBits(loaded, _split.TestSet));
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void Who_lacks_the_clinic_is_predicted_without()
    {
        using var model = Pipeline().Fit(_split.TrainSet);
        var scored = model.Transform(Emptied(_split.TestSet));
        Assert.All(scored.GetColumn<float[]>("ModalityWeights"), weights => Assert.Equal(0, weights[2]));
        Assert.All(scored.GetColumn<float>("Score"), score => Assert.True(float.IsFinite(score)));
        Assert.NotEqual(SmallStudy.ScoreBits(model, _split.TestSet), SmallStudy.Bits(scored.GetColumn<float>("Score")));
    }

    [Fact]
    public void Without_the_option_a_column_of_that_name_changes_nothing()
    {
        using var with = Pipeline(reads: false).Fit(_split.TrainSet);
        using var without = _ml.Transforms.LoadWsiBags("Bag", "SlideIds", _files.Bags)
            .Append(_ml.Transforms.GroupGenomics(_cohort.GeneGroups))
            .Append(_ml.Survival.Trainers.AdaMhf(SmallStudy.Options)).Fit(_split.TrainSet);
        Assert.Equal(SmallStudy.ScoreBits(without, _split.TestSet), SmallStudy.ScoreBits(with, _split.TestSet));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private EstimatorChain<AdaMhfTransformer> Pipeline(bool reads = true) =>
        _ml.Transforms.LoadWsiBags("Bag", "SlideIds", _files.Bags)
            .Append(_ml.Transforms.GroupGenomics(_cohort.GeneGroups))
            .Append(_ml.Transforms.EncodeClinical(SurvivalColumns.Clinical, Columns))
            .Append(_ml.Survival.Trainers.AdaMhf(SmallStudy.Options with
            {
                ClinicalColumnName = reads ? SurvivalColumns.Clinical : null,
            }));

    private IDataView Emptied(IDataView data)
    {
        var emptied = _ml.Transforms.CustomMapping<Clinic, Clinic>(
            (_, output) => (output.Age, output.Stage, output.Grade, output.IsFemale) = (float.NaN, "", float.NaN, float.NaN), null);
        return emptied.Fit(data).Transform(data);
    }

    private sealed class Clinic
    {
        [ColumnName("age")]
        public float Age { get; set; }

        [ColumnName("stage")]
        public string Stage { get; set; } = "";

        [ColumnName("grade")]
        public float Grade { get; set; }

        [ColumnName("is_female")]
        public float IsFemale { get; set; }
    }
}
