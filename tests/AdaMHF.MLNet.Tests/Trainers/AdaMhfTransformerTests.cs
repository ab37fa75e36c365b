using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class AdaMhfTransformerTests(SmallStudy study)
{
    [Fact]
    public void Hazards_survival_and_score_fit_each_other()
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
    public void A_missing_modality_weighs_exactly_nothing_and_the_patient_is_scored()
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
        Assert.Equal(
            SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Cohort.Data))),
            SmallStudy.Bits(SmallStudy.Scores(loaded.Transform(study.Cohort.Data))));
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
            Assert.Equal(BitConverter.SingleToInt32Bits(scores[i]), BitConverter.SingleToInt32Bits(prognosis.Score));
        }
    }

    [Fact]
    public void Ten_threads_on_one_model_give_the_bits_of_one()
    {
        var expected = SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Cohort.Data)));
        Parallel.For(0, 10, new ParallelOptions { MaxDegreeOfParallelism = 10 }, _ =>
            Assert.Equal(expected, SmallStudy.Bits(SmallStudy.Scores(study.Model.Transform(study.Cohort.Data)))));
    }

    [Fact]
    public void Hazard_slots_are_named_by_the_upper_edges_of_the_bins()
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        study.Model.Transform(study.Split.TestSet).Schema["Hazards"].GetSlotNames(ref names);
        Assert.Equal("end", names.GetItemOrDefault(3).ToString());
        Assert.Equal(study.Model.LastTransformer.TimeBinEdges[1], double.Parse(names.GetItemOrDefault(0).ToString(), System.Globalization.CultureInfo.InvariantCulture), 1e-3);
    }

    [Fact]
    public void Transform_reads_nothing_until_a_cursor_asks()
    {
        // A folder without files: finding them would fail, so nobody has looked.
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
        var error = Assert.ThrowsAny<Exception>(() => engine.Predict(new BagPatient { Bag = PatchBag.Open(Path.Combine(folder.FullName, "S1.h5")) }));
        Assert.Contains("S1.h5", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("width 8", error.ToString(), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void An_explaining_model_scores_alike_and_says_what_it_looked_at()
    {
        using var model = study.Pipeline(new MLContext(seed: 3), new() { Network = SmallStudy.TinyNetwork, Epochs = 1, PatchesPerPatient = 30, Explains = true }).Fit(study.Split.TrainSet);
        using var silent = study.Pipeline(new MLContext(seed: 3), new() { Network = SmallStudy.TinyNetwork, Epochs = 1, PatchesPerPatient = 30 }).Fit(study.Split.TrainSet);
        Assert.Equal(SmallStudy.Bits(SmallStudy.Scores(silent.Transform(study.Split.TestSet))), SmallStudy.Bits(SmallStudy.Scores(model.Transform(study.Split.TestSet))));

        var zip = study.TemporaryFile("explaining.zip");
        study.ML.Model.Save(model, study.Cohort.Data.Schema, zip);
        using var loaded = (IDisposable)new MLContext().Model.Load(zip, out _);
        var scored = ((ITransformer)loaded).Transform(study.Cohort.Data);
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
        // The places are those of patches of the bag, each once.
        var first = rows.First(row => row.PatchScores.Length > 0);
        var places = first.PatchCoordinates.Chunk(2).Select(place => (place[0], place[1])).ToArray();
        Assert.Equal(places.Length, places.Distinct().Count());
        var known = scored.GetColumn<PatchBag>("Bag").First(bag => !bag.IsEmpty).ReadCoordinates()!.Select(place => (place.X, place.Y)).ToHashSet();
        Assert.All(places, place => Assert.Contains(place, known));
    }

    [Fact]
    public void A_disposed_model_says_so_and_may_be_disposed_twice()
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
