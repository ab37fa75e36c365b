using System.Globalization;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class AdaMhfTransformerTests(SmallStudy study)
{
    [Fact]
    public void Hazards_survival_and_score_are_consistent()
    {
        foreach (var prognosis in Prognoses(study.Model, study.Split.TestSet))
        {
            Assert.All(prognosis.Hazards, hazard => Assert.InRange(hazard, 0, 1));
            var survival = 1.0;
            for (var k = 0; k < 4; k++) Assert.Equal(survival *= 1 - prognosis.Hazards[k], prognosis.SurvivalProbabilities[k], 1e-6);
            Assert.Equal(-prognosis.SurvivalProbabilities.Sum(value => (double)value), prognosis.Score, 1e-5);
            Assert.Equal(1, prognosis.ModalityWeights.Sum(), 1e-6);
        }
    }

    [Fact]
    public void A_missing_modality_has_weight_zero_and_the_patient_is_scored()
    {
        var withoutSlides = Prognoses(study.Model, study.ML.Survival.WithMissing(study.Split.TestSet, "SlideIds"));
        var withoutGenes = Prognoses(study.Model, study.ML.Survival.WithMissing(study.Split.TestSet, "Genes"));
        for (var i = 0; i < withoutSlides.Length; i++)
        {
            if (!float.IsNaN(withoutSlides[i].Score)) Assert.Equal([0, 1], withoutSlides[i].ModalityWeights);
            if (!float.IsNaN(withoutGenes[i].Score)) Assert.Equal([1, 0], withoutGenes[i].ModalityWeights);
        }
        Assert.Contains(withoutSlides, prognosis => !float.IsNaN(prognosis.Score));
        Assert.Contains(withoutGenes, prognosis => !float.IsNaN(prognosis.Score));
    }

    [Fact]
    public void A_patient_with_neither_modality_gets_NaN()
    {
        var nothing = Prognoses(study.Model, study.ML.Survival.WithMissing(study.Split.TestSet, "SlideIds", "Genes"));
        Assert.All(nothing, prognosis => Assert.True(float.IsNaN(prognosis.Score)));
        Assert.All(nothing, prognosis => Assert.All(prognosis.Hazards, hazard => Assert.True(float.IsNaN(hazard))));
    }

    [Fact]
    public void A_saved_model_loads_with_plain_MLNet_and_scores_the_same_bits()
    {
        var zip = study.TemporaryFile("model.zip");
        study.ML.Model.Save(study.Model, study.Cohort.Data.Schema, zip);
        var loaded = new MLContext().Model.Load(zip, out var schema);

        Assert.Equal(study.Cohort.Data.Schema.Select(column => column.Name), schema.Select(column => column.Name));
        Assert.Equal(SmallStudy.ScoreBits(study.Model, study.Cohort.Data), SmallStudy.ScoreBits(loaded, study.Cohort.Data));
    }

    [Fact]
    public void A_prediction_engine_scores_single_patients_as_the_batch_does()
    {
        var engine = study.ML.Model.CreatePredictionEngine<Patient, Prognosis>(study.Model);
        var scores = SmallStudy.Scores(study.Model.Transform(study.Cohort.Data));
        var patients = study.Cohort.Data.GetColumn<string[]>("SlideIds").Zip(study.Cohort.Data.GetColumn<float[]>("Genes")).ToArray();
        for (var i = 0; i < patients.Length; i++)
        {
            var prognosis = engine.Predict(new Patient { SlideIds = patients[i].First, Genes = patients[i].Second });
            SmallStudy.AssertSameScores([scores[i]], [prognosis.Score]);
        }
    }

    [Fact]
    public void Ten_threads_on_one_model_give_the_bits_of_one()
    {
        var expected = SmallStudy.ScoreBits(study.Model, study.Cohort.Data);
        Parallel.For(0, 10, new ParallelOptions { MaxDegreeOfParallelism = 10 }, _ =>
            Assert.Equal(expected, SmallStudy.ScoreBits(study.Model, study.Cohort.Data)));
    }

    [Fact]
    public void Hazard_slots_are_named_by_the_upper_edges_of_the_bins()
    {
        var names = SlotNames.Of(study.Model.Transform(study.Split.TestSet).Schema["Hazards"]);
        Assert.Equal("end", names[3]);
        Assert.Equal(study.Model.LastTransformer.TimeBinEdges[1], double.Parse(names[0], CultureInfo.InvariantCulture), 1e-3);
    }

    [Fact]
    public void Transform_reads_nothing_until_a_cursor_asks()
    {
        // In a folder without files, any access would fail.
        var empty = Directory.CreateTempSubdirectory("adamhf-empty-");
        var lazy = study.ML.Transforms.LoadWsiBags("Bag", "SlideIds", empty.FullName).Fit(study.Cohort.Data).Transform(study.Cohort.Data);
        Assert.Equal(study.Cohort.PatientCount, lazy.GetColumn<string>("PatientId").Count());
        Assert.Throws<FileNotFoundException>(() => lazy.GetColumn<PatchBag>("Bag").Count());
        empty.Delete();
    }

    [Fact]
    public void A_bag_of_another_width_is_refused_with_its_file()
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-width-");
        ClamH5Writer.Write(Path.Combine(folder.FullName, "S1.h5"), new PatchFeatures(new float[24], 8));
        var engine = study.ML.Model.CreatePredictionEngine<BagPatient, Prognosis>(study.Model.LastTransformer);
        var patient = new BagPatient { Bag = PatchBag.Open(Path.Combine(folder.FullName, "S1.h5")) };
        var error = Assert.ThrowsAny<Exception>(() => engine.Predict(patient));
        Assert.Contains("S1.h5", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("width 8", error.ToString(), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void An_explaining_model_predicts_the_same_and_adds_its_selection_scores()
    {
        var options = SmallStudy.Options with { PatchesPerPatient = 30 };
        using var plain = study.Pipeline(new MLContext(seed: 3), options).Fit(study.Split.TrainSet);
        using var model = study.Pipeline(new MLContext(seed: 3), options with { Explains = true }).Fit(study.Split.TrainSet);
        SmallStudy.AssertSameScores(
            SmallStudy.Scores(plain.Transform(study.Split.TestSet)), SmallStudy.Scores(model.Transform(study.Split.TestSet)));

        var reloaded = SmallStudy.Reloaded(model, study.Cohort.Data.Schema);
        using var owner = (IDisposable)reloaded;
        var scored = reloaded.Transform(study.Cohort.Data);
        var rows = study.ML.Data.CreateEnumerable<Explained>(scored, reuseRowObject: false).ToArray();
        Assert.Contains(rows, row => row.PatchScores.Length == 0);
        Assert.Contains(rows, row => float.IsNaN(row.GenomicScores[0]));
        foreach (var (row, patches) in rows.Zip(scored.GetColumn<PatchBag>("Bag").Select(bag => bag.PatchCount)))
        {
            Assert.Equal(Math.Min(30, patches), row.PatchScores.Length);
            Assert.Equal(2 * row.PatchScores.Length, row.PatchCoordinates.Length);
            Assert.Equal(6, row.GenomicScores.Length);
            if (patches > 0) Assert.Equal(1, row.PatchScores.Sum(), 1e-4);
            if (!float.IsNaN(row.GenomicScores[0])) Assert.Equal(1, row.GenomicScores.Sum(), 1e-4);
        }
        // A model without the columns has the same scores.
        foreach (var (row, patches) in rows.Zip(plain.LastTransformer.ScorePatches(plain.Transform(study.Cohort.Data))))
        {
            Assert.Equal(row.PatchScores, patches?.Scores ?? [], (one, other) => Math.Abs(one - other) < 1e-5);
            Assert.Equal(row.PatchCoordinates, (patches?.Coordinates ?? []).SelectMany(place => new[] { place.X, place.Y }));
        }
        // The coordinates are those of distinct patches of the bag.
        var first = rows.First(row => row.PatchScores.Length > 0);
        var coordinates = first.PatchCoordinates.Chunk(2).Select(pair => (pair[0], pair[1])).ToArray();
        Assert.Equal(coordinates.Length, coordinates.Distinct().Count());
        var bag = scored.GetColumn<PatchBag>("Bag").First(bag => !bag.IsEmpty);
        var known = bag.ReadCoordinates()!.Select(patch => (patch.X, patch.Y)).ToHashSet();
        Assert.All(coordinates, pair => Assert.Contains(pair, known));
    }

    [Fact]
    public void A_disposed_model_throws_and_may_be_disposed_twice()
    {
        var model = study.Pipeline(new MLContext(seed: 3)).Fit(study.Split.TrainSet);
        model.LastTransformer.Dispose();
        model.LastTransformer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Transform(study.Split.TestSet));
    }

    private Prognosis[] Prognoses(ITransformer model, IDataView data) =>
        [.. study.ML.Data.CreateEnumerable<Prognosis>(model.Transform(data), reuseRowObject: false)];

    private sealed class Patient
    {
        public string[] SlideIds { get; set; } = [];

        public float[] Genes { get; set; } = [];
    }

    private sealed class Prognosis
    {
        public float Score { get; set; }

        public float[] Hazards { get; set; } = [];

        public float[] SurvivalProbabilities { get; set; } = [];

        public float[] ModalityWeights { get; set; } = [];
    }

    private sealed class Explained
    {
        public float[] PatchScores { get; set; } = [];

        public int[] PatchCoordinates { get; set; } = [];

        public float[] GenomicScores { get; set; } = [];
    }
}
