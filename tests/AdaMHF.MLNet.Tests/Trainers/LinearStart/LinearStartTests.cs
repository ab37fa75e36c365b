using AdaMHF.Networks;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class LinearStartTests(SmallStudy study)
{
    // Too small to move a weight: the network stays as it was initialised.
    private static readonly AdaMhfTrainer.Options Still = new()
    {
        Network = SmallStudy.TinyNetwork,
        Epochs = 1,
        LearningRate = 1e-30,
        WeightDecay = 0,
        Seed = 6,
    };

    [Fact]
    public void New_patients_get_the_ridge_Cox_predictors_of_all_training_patients_on_every_logit_for_what_they_have()
    {
        var (train, others) = (LinearPatients.Simulate(1, 100).Patients, LinearPatients.Simulate(8, 60).Patients);
        var ml = new MLContext(seed: 3);
        AdaMhfTrainer.Options options = Still with { GenomicColumnNames = ["G1", "G2"] };
        using var model = ml.Survival.Trainers.AdaMhf(options with { LinearStart = LinearStart.Both }).Fit(LinearPatients.View(ml, train));
        var record = model.Training.LinearStart!.ToDictionary(part => part.Modality);
        Assert.All(record.Values, part => Assert.InRange(part.Scale, 0.1, 1.5));

        var genes = Predictor(train, others, record[Modality.Genomics], LinearPatients.GenesOf);
        var patches = Predictor(train, others, record[Modality.Pathology], LinearPatients.MeanPatchOf);
        var hazards = Hazards(model.Transform(LinearPatients.View(ml, others)));
        double Offset(int patient) => (genes[patient] ?? 0) + (patches[patient] ?? 0);
        // The head starts at zero and learns next to nothing here: patients differ by what is added.
        for (var patient = 1; patient < hazards.Length; patient++)
        {
            var expected = Offset(patient) - Offset(0);
            Assert.All(hazards[patient].Zip(hazards[0]), pair => Assert.Equal(expected, Logit(pair.First) - Logit(pair.Second), 1e-4));
        }
        Assert.Contains(null, genes);
        Assert.Contains(null, patches);
    }

    [Theory]
    [InlineData(SurvivalLoss.NegativeLogLikelihood)]
    [InlineData(SurvivalLoss.Cox)]
    public void A_saved_model_scores_and_tells_the_same(SurvivalLoss loss)
    {
        using var model = Fit(Still with { LinearStart = LinearStart.Both, Loss = loss, BatchSize = 8, LearningRate = 1e-3 });
        var reloaded = SmallStudy.Reloaded(model, study.Cohort.Data.Schema);
        using var owner = (IDisposable)reloaded;
        Assert.Equal(SmallStudy.ScoreBits(model, study.Cohort.Data), SmallStudy.ScoreBits(reloaded, study.Cohort.Data));
        var record = ((TransformerChain<ITransformer>)reloaded).OfType<AdaMhfTransformer>().Single().Training.LinearStart!;
        Assert.Equal([Modality.Pathology, Modality.Genomics], record.Select(part => part.Modality));
        Assert.Equal(model.LastTransformer.Training.LinearStart!, record);
    }

    [Fact]
    public void A_resumed_run_ends_with_the_weights_of_an_uninterrupted_one()
    {
        var folder = study.TemporaryFile("checkpoints-linear");
        var options = Still with { LinearStart = LinearStart.Both, Epochs = 2, LearningRate = 0.01, BatchSize = 4, CoxWeight = 0.5 };
        using var through = Fit(options);
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(options with
        {
            CheckpointFolder = folder,
            CancellationToken = stop.Token,
            Progress = new ProgressWatcher(progress =>
            {
                if (progress.Epoch == 2) stop.Cancel();
            }),
        }));
        Assert.Single(Directory.GetFiles(folder));
        var first = 0;
        using var resumed = Fit(options with
        {
            CheckpointFolder = folder,
            Progress = new ProgressWatcher(progress => first = first == 0 ? progress.Epoch : first),
        });
        Assert.Equal(2, first);
        var (expected, found) = (through.LastTransformer.CopyWeights(), resumed.LastTransformer.CopyWeights());
        Assert.Contains("linear_start.genomics.coefficients", expected.Tensors.Keys);
        Assert.All(expected.Tensors, entry => Assert.True(entry.Value.Bytes.Span.SequenceEqual(found[entry.Key].Bytes.Span), entry.Key));
    }

    [Fact]
    public void It_is_told_in_one_line_and_what_a_run_lacks_is_left_out()
    {
        var lines = new List<string>();
        var ml = new MLContext(seed: 3);
        ml.Log += (_, entry) =>
        {
            if (entry.Message.Contains("inear start", StringComparison.Ordinal)) lines.Add(entry.Message);
        };
        var options = Still with { LinearStart = LinearStart.Both, BagColumnName = null };
        using var genesAlone = study.Pipeline(ml, options).Fit(study.Split.TrainSet);
        Assert.Equal(LinearStart.Genomics, genesAlone.LastTransformer.Configuration.LinearStart);
        Assert.Contains("77 features of genomics", Assert.Single(lines), StringComparison.Ordinal);

        lines.Clear();
        using var few = study.Pipeline(ml, options).Fit(ml.Data.TakeRows(study.Split.TrainSet, 12));
        Assert.Contains("too few for a linear start", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Empty(few.LastTransformer.Training.LinearStart!);
    }

    [Fact]
    public void The_option_comes_before_that_of_the_network()
    {
        var network = SmallStudy.TinyNetwork with { LinearStart = LinearStart.Genomics };
        Assert.Equal(LinearStart.All, new AdaMhfTrainer.Options().LinearStart);
        Assert.Equal(LinearStart.None, new AdaMhfTrainer.Options { Preset = AdaMhfPreset.Blca }.LinearStart);
        Assert.Equal(LinearStart.Genomics, new AdaMhfTrainer.Options { Network = network }.LinearStart);
        Assert.Equal(LinearStart.None, new AdaMhfTrainer.Options { LinearStart = LinearStart.None, Network = network }.LinearStart);
        Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.AdaMhf(new() { LinearStart = (LinearStart)8 }));
    }

    private TransformerChain<AdaMhfTransformer> Fit(AdaMhfTrainer.Options options) =>
        study.Pipeline(study.ML, options).Fit(study.Split.TrainSet);

    /// <summary>
    /// The scale times ridge Cox, with the penalty that cross-validation selects, of those who have the modality; null for the others.
    /// </summary>
    private static double?[] Predictor(
        TrainingPatients train, TrainingPatients others, LinearStartRecord record, Func<PatientModalities, double[]?> of)
    {
        int[] known = [.. Enumerable.Range(0, train.Ids.Length).Where(patient => of(train.Modalities[patient]) is not null)];
        double[][] rows = Array.ConvertAll(known, patient => of(train.Modalities[patient])!);
        double[] time = Array.ConvertAll(known, patient => train.Time[patient]);
        bool[] died = Array.ConvertAll(known, patient => train.Event[patient]);
        Assert.Equal((known.Length, died.Count(isDeath => isDeath)), (record.Patients, record.Events));
        // Genes are taken as they are.
        var isPatch = record.Modality == Modality.Pathology;
        double[] means = [.. rows[0].Select((_, k) => isPatch ? rows.Average(row => row[k]) : 0)];
        double[] deviations = [.. rows[0].Select((_, k) => isPatch ? Math.Sqrt(rows.Average(row => Math.Pow(row[k] - means[k], 2))) : 1)];
        double[] Standardised(double[] row) => [.. row.Select((value, k) => (value - means[k]) / deviations[k])];
        var table = new double[rows.Length, rows[0].Length];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var k = 0; k < rows[0].Length; k++) table[row, k] = Standardised(rows[row])[k];
        }
        double[] ridges = Array.ConvertAll<double, double>([3, 1, 0.3, 0.1, 0.03, 0.01], variance => rows[0].Length / variance);
        var ridge = RidgeCoxRegression.SelectRidge(time, died, table, ridges, seed: Still.Seed!.Value);
        Assert.Equal(ridge, record.Ridge, 1e-9);
        var model = RidgeCoxRegression.Fit(time, died, table, ridge);
        return Array.ConvertAll(
            others.Modalities, patient => of(patient) is { } row ? record.Scale * model.Risk(Standardised(row)) : (double?)null);
    }

    private static float[][] Hazards(IDataView scored) => [.. scored.GetColumn<float[]>("Hazards")];

    private static double Logit(float hazard) => Math.Log(hazard / (1.0 - hazard));
}
