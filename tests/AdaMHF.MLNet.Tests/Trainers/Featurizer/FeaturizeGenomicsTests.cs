using AdaMHF.Networks;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public class FeaturizeGenomicsTests
{
    private const int Genes = 30;

    private static readonly GeneGroups Groups = GenePatients.Groups(10, 12, 8);

    private static readonly (int Gene, double Effect)[] Truth = [(0, 1.0), (11, -0.8), (25, 0.6)];

    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData(SurvivalLoss.NegativeLogLikelihood)]
    [InlineData(SurvivalLoss.Cox)]
    public void It_learns_the_hazard_of_new_patients_from_genes_alone(SurvivalLoss loss)
    {
        using var model = Fitted(View(1, 400), loss).LastTransformer;
        var test = View(2, 300);
        var scored = model.Transform(_ml.Transforms.GroupGenomics(Groups).Fit(View(1, 400)).Transform(test));
        double[] time = [.. test.GetColumn<float>("Time").Select(months => (double)months)];
        double[] oracle =
        [
            .. GenePatients.Simulate(2, 300, Genes, Truth)
                .Select(patient => Truth.Sum(effect => effect.Effect * patient.Genes[effect.Gene])),
        ];
        var best = Concordance.Harrell(time, [.. test.GetColumn<bool>("Event")], oracle).ConcordanceIndex;
        var reached = _ml.Survival.Evaluate(scored, scoreColumnName: "GenomicRisk").ConcordanceIndex;
        // At least three quarters of the way from chance to the true risk, the best possible but for chance.
        Assert.InRange((reached - 0.5) / (best - 0.5), 0.75, 1.05);
    }

    [Fact]
    public void Any_regression_trainer_finds_survival_in_the_flat_vector()
    {
        var train = View(1, 400);
        // The trainer reads its rows many times, and without the cache each pass would score them again.
        var pipeline = Pipeline(SurvivalLoss.NegativeLogLikelihood).AppendCacheCheckpoint(_ml)
            .Append(_ml.Regression.Trainers.Sdca(labelColumnName: "Label", featureColumnName: "GenomicFeatures"));
        var model = pipeline.Fit(_ml.Data.WithMartingaleResiduals(train));
        // The label is not there in prediction.
        var metrics = _ml.Survival.Evaluate(model.Transform(View(2, 300)));
        Assert.InRange(metrics.ConcordanceIndex, 0.68, 0.9);
    }

    [Fact]
    public void Tokens_and_flat_vector_hold_the_same_numbers_in_the_promised_shapes()
    {
        var data = View(1, 60, missing: 4);
        var pipeline = Pipeline(SurvivalLoss.NegativeLogLikelihood, epochs: 1);
        var scored = pipeline.Fit(data).Transform(data);

        Assert.Equal([3, 4], ((VectorDataViewType)scored.Schema["GenomicTokens"].Type).Dimensions);
        Assert.Equal([12], ((VectorDataViewType)scored.Schema["GenomicFeatures"].Type).Dimensions);
        Assert.Equal(
            pipeline.GetOutputSchema(SchemaShapes.Of(data.Schema)).Select(column => column.Name).Order(),
            scored.Schema.Select(column => column.Name).Order());
        VBuffer<ReadOnlyMemory<char>> slots = default;
        scored.Schema["GenomicFeatures"].GetSlotNames(ref slots);
        Assert.Equal(
            ["Group1.0", "Group1.3", "Group2.0", "Group3.3"], new[] { 0, 3, 4, 11 }.Select(i => slots.GetItemOrDefault(i).ToString()));

        float[][] tokens = [.. scored.GetColumn<float[]>("GenomicTokens")], features = [.. scored.GetColumn<float[]>("GenomicFeatures")];
        Assert.Equal(tokens, features);
        Assert.All(tokens[4], value => Assert.True(float.IsNaN(value)));
        Assert.True(float.IsNaN(scored.GetColumn<float>("GenomicRisk").ElementAt(4)));
        Assert.All(tokens[5], value => Assert.False(float.IsNaN(value)));
    }

    [Fact]
    public void The_zip_gives_the_same_bits_back()
    {
        var data = View(1, 60, missing: 4);
        var model = Fitted(data, SurvivalLoss.Cox, epochs: 2);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);
        Assert.Equal(Bits(model.Transform(data)), Bits(loaded.Transform(data)));
        Assert.Equal(model.Transform(data).GetColumn<float>("GenomicRisk"), loaded.Transform(data).GetColumn<float>("GenomicRisk"));
    }

    [Fact]
    public void Seeds_repeat_and_neither_patients_without_genes_nor_other_contexts_disturb()
    {
        var data = View(1, 80);
        var bits = Bits(Fitted(data, SurvivalLoss.Cox, epochs: 2).Transform(data));
        Assert.Equal(bits, Bits(Fitted(data, SurvivalLoss.Cox, epochs: 2).Transform(data)));
        Assert.NotEqual(bits, Bits(Fitted(data, SurvivalLoss.Cox, epochs: 2, seed: 8).Transform(data)));

        var withoutGenes = new GenePatient
        {
            PatientId = "without",
            Genes = [.. Enumerable.Repeat(float.NaN, Genes)],
            Time = 2,
            Event = true,
        };
        var more = GenePatients.View(_ml, GenePatients.Names(Genes), [.. GenePatients.Simulate(1, 80, Genes, Truth), withoutGenes]);
        Assert.Equal(bits, Bits(Fitted(more, SurvivalLoss.Cox, epochs: 2).Transform(data)));
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        var data = View(1, 40);
        var model = Fitted(data, SurvivalLoss.NegativeLogLikelihood, epochs: 1);
        var expected = Bits(model.Transform(data));
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => Assert.Equal(expected, Bits(model.Transform(data))));
    }

    [Fact]
    public void What_cannot_be_trained_is_refused_with_what_to_do()
    {
        var single = new GenomicFeaturizerOptions { Loss = SurvivalLoss.Cox, BatchSize = 1 };
        var error = Assert.Throws<ArgumentException>(() => _ml.Transforms.FeaturizeGenomics(single));
        Assert.Contains("compares the patients of a step", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _ml.Transforms.FeaturizeGenomics(featuresColumnName: "A", tokensColumnName: "A"));
        Assert.Throws<ArgumentException>(() => _ml.Transforms.FeaturizeGenomics(tokenWidth: 0));

        var bare = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.FeaturizeGenomics().Fit(View(1, 20)));
        Assert.Contains("Append Transforms.GroupGenomics", bare.Message, StringComparison.Ordinal);
        var patients = GenePatients.Simulate(1, 20, Genes);
        var nobodyDied = GenePatients.View(
            _ml,
            GenePatients.Names(Genes),
            patients.Select(patient => new GenePatient { Genes = patient.Genes, Time = 3 }));
        Assert.Throws<SurvivalDataException>(() => Fitted(nobodyDied, SurvivalLoss.Cox));
        var negative = GenePatients.View(
            _ml,
            GenePatients.Names(Genes),
            patients.Select(patient => new GenePatient
            {
                PatientId = patient.PatientId,
                Genes = patient.Genes,
                Time = -3,
                Event = true,
            }));
        var wrongTime = Assert.Throws<SurvivalDataException>(() => Fitted(negative, SurvivalLoss.Cox));
        Assert.Contains("Patient p1 has Time -3", wrongTime.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_can_be_followed_and_stopped()
    {
        var reports = new List<TrainingProgress>();
        using var stop = new CancellationTokenSource();
        var progress = new ProgressWatcher(report =>
        {
            reports.Add(report);
            if (report.Epoch == 2) stop.Cancel();
        });
        var options = Options(SurvivalLoss.NegativeLogLikelihood, 50, 1) with { Progress = progress, CancellationToken = stop.Token };
        var data = View(1, 120);
        Assert.Throws<OperationCanceledException>(
            () => _ml.Transforms.GroupGenomics(Groups).Append(_ml.Transforms.FeaturizeGenomics(options)).Fit(data));
        Assert.Equal([(1, 50), (1, 100), (1, 120), (2, 50)], reports.Select(report => (report.Epoch, report.Patient)));
    }

    [Fact]
    public void After_dispose_it_refuses_to_score()
    {
        var data = View(1, 20);
        var model = Fitted(data, SurvivalLoss.NegativeLogLikelihood, epochs: 1);
        var scored = model.Transform(data);
        model.LastTransformer.Dispose();
        model.LastTransformer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Transform(data));
        Assert.ThrowsAny<Exception>(() => scored.GetColumn<float[]>("GenomicFeatures").ToArray());
    }

    [Fact]
    public void The_Cox_loss_is_the_partial_likelihood_of_the_statistics()
    {
        var random = new Random(4);
        float[] time = [.. Enumerable.Range(0, 200).Select(_ => 1f + random.Next(12))];
        bool[] observed = [.. time.Select(_ => random.NextDouble() < 0.4)];
        double[] eta = [.. time.Select(_ => GenePatients.Normal(random) * 2)];
        double[] times = Array.ConvertAll(time, value => (double)value);
        var deaths = observed.Count(died => died);
        using var tensor = TorchSharp.torch.tensor(eta);
        Assert.Equal(Expected(CoxTies.Efron), CoxLoss.Efron(tensor, time, observed).item<double>(), 1e-10);
        Assert.Equal(Expected(CoxTies.Breslow), CoxLoss.Breslow(tensor, time, observed).item<double>(), 1e-10);

        double Expected(CoxTies ties) => -CoxPartialLikelihood.LogLikelihood(times, observed, eta, ties) / deaths;
    }

    private static GenomicFeaturizerOptions Options(SurvivalLoss loss, int epochs, int seed) => new()
    {
        Loss = loss,
        HiddenWidths = [16],
        TokenWidth = 4,
        Epochs = epochs,
        BatchSize = 50,
        LearningRate = 5e-3,
        InputDropout = 0.2,
        Dropout = 0.1,
        RiskColumnName = "GenomicRisk",
        CpuThreads = 1,
        Seed = seed,
    };

    private EstimatorChain<GenomicFeaturizingTransformer> Pipeline(SurvivalLoss loss, int epochs = 25, int seed = 1) =>
        _ml.Transforms.GroupGenomics(Groups).Append(_ml.Transforms.FeaturizeGenomics(Options(loss, epochs, seed)));

    private TransformerChain<GenomicFeaturizingTransformer> Fitted(
        IDataView data, SurvivalLoss loss, int epochs = 25, int seed = 1) =>
        Pipeline(loss, epochs, seed).Fit(data);

    private IDataView View(int seed, int patients, int? missing = null)
    {
        var rows = GenePatients.Simulate(seed, patients, Genes, Truth);
        if (missing is { } row) Array.Fill(rows[row].Genes, float.NaN);
        return GenePatients.View(_ml, GenePatients.Names(Genes), rows);
    }

    private static int[] Bits(IDataView scored) => [.. scored.GetColumn<float[]>("GenomicFeatures").SelectMany(SmallStudy.Bits)];
}
