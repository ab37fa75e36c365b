using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Components of this library in pipelines with ML.NET's own.</summary>
[Collection(nameof(SmallStudy))]
public class CompositionTests(SmallStudy study)
{
    private static readonly string[] Outputs =
        ["Score", "Hazards", "SurvivalProbabilities", "ExpectedMonths", "MedianMonths", "ModalityWeights"];

    [Fact]
    public void A_cached_pipeline_gives_the_same_model()
    {
        var ml = new MLContext(seed: 3);
        var cached = ml.Transforms.GroupGenomics(study.Cohort.GeneGroups).AppendCacheCheckpoint(ml)
            .Append(ml.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags))
            .Append(ml.Survival.Trainers.AdaMhf(SmallStudy.Options));
        using var model = cached.Fit(study.Split.TrainSet);
        Assert.Equal(
            SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Split.TestSet))),
            SmallStudy.Bits(SmallStudy.Scores(model.Transform(study.Split.TestSet))));

        // ML.NET's cache takes its own types only.
        var late = ml.Transforms.LoadWsiBags("Bag", "SlideIds", study.Files.Bags)
            .Append(ml.Transforms.GroupGenomics(study.Cohort.GeneGroups))
            .AppendCacheCheckpoint(ml)
            .Append(ml.Survival.Trainers.AdaMhf(SmallStudy.Options));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => late.Fit(study.Split.TrainSet));
        Assert.Contains("a cache checkpoint belongs before it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_output_goes_through_the_binary_saver_with_its_annotations()
    {
        var file = study.TemporaryFile("scored.idv");
        var all = study.Model.Transform(study.Split.TestSet);
        var scored = study.ML.Transforms.SelectColumns(["PatientId", "Time", "Event", .. Outputs]).Fit(all).Transform(all);
        using (var stream = File.Create(file)) study.ML.Data.SaveAsBinary(scored, stream);
        var read = study.ML.Data.LoadFromBinary(file);
        Assert.Equal(SmallStudy.Bits(SmallStudy.Scores(scored)), SmallStudy.Bits(SmallStudy.Scores(read)));
        Assert.Equal(scored.GetColumn<float[]>("Hazards"), read.GetColumn<float[]>("Hazards"));
        Assert.Equal(TimeBinAnnotation.SettingsOf(scored.Schema).TimeBinEdges, TimeBinAnnotation.SettingsOf(read.Schema).TimeBinEdges);
    }

    [Fact]
    public void Other_trainers_use_our_columns_after_normalising_them()
    {
        var ml = new MLContext(seed: 3);
        var known = ml.Data.FilterRowsByMissingValues(study.Model.Transform(study.Split.TrainSet), "Score");
        var pipeline = ml.Transforms.Concatenate("Prognosis", "Score", "ExpectedMonths", "SurvivalProbabilities")
            .Append(ml.Transforms.NormalizeMeanVariance("Prognosis"))
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression("Event", "Prognosis", l1Regularization: 0));
        var model = pipeline.Fit(known);
        // One weight per output, and predictions that differ. (ML.NET's default penalty shrinks all weights to 0 with so few patients.)
        Assert.Equal(6, model.LastTransformer.Model.SubModel.Weights.Count);
        Assert.True(model.Transform(known).GetColumn<float>("Probability").Distinct().Count() > 10);
    }

    [Fact]
    public void A_data_frame_and_a_text_file_train_the_same_model_as_rows_in_memory()
    {
        var ml = new MLContext(seed: 3);
        var cohort = new TabularCohort(200, seed: 5);
        var file = study.TemporaryFile("tabular.csv");
        using (var stream = File.Create(file)) ml.Data.SaveAsText(cohort.Data(ml), stream, separatorChar: ',', schema: false);
        var pipeline = TabularCohort.Features(ml).Append(ml.Survival.Trainers.CoxProportionalHazards());
        float[] Scores(IDataView data) => SmallStudy.Scores(pipeline.Fit(data).Transform(cohort.Data(ml)));

        var expected = Scores(cohort.Data(ml));
        var frame = new DataFrame(
            new SingleDataFrameColumn("Age", cohort.Rows.Select(row => row.Age)),
            new SingleDataFrameColumn("Stage", cohort.Rows.Select(row => row.Stage)),
            new SingleDataFrameColumn("Marker", cohort.Rows.Select(row => row.Marker)),
            new SingleDataFrameColumn("Time", cohort.Rows.Select(row => row.Time)),
            new BooleanDataFrameColumn("Event", cohort.Rows.Select(row => row.Event)));
        Assert.Equal(SmallStudy.Bits(expected), SmallStudy.Bits(Scores(frame)));

        // The properties of a row in their order.
        TextLoader.Column[] columns =
        [
            new("Time", DataKind.Single, 1),
            new("Event", DataKind.Boolean, 2),
            new("Age", DataKind.Single, 3),
            new("Stage", DataKind.Single, 4),
            new("Marker", DataKind.Single, 5),
        ];
        var loaded = ml.Data.LoadFromTextFile(file, columns, separatorChar: ',', hasHeader: true);
        var read = Scores(loaded);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], read[i], 1e-3f);

        // Scores go back into a data frame.
        var scored = pipeline.Fit(frame).Transform(frame).ToDataFrame(200, "Time", "Event", "Score");
        Assert.Equal(200, scored.Rows.Count);
        Assert.True(ml.Survival.Evaluate(scored).ConcordanceIndex > 0.6);
    }
}
