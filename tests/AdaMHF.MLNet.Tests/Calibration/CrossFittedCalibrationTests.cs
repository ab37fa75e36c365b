using AdaMHF.PatchBags;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet.Tests;

/// <summary>A network that overfits a few hundred patients, on simulated lives of known hazard.</summary>
public sealed class CrossFittedCalibrationTests
{
    private static readonly string[] Genes = GenePatients.Names(60);
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Curves_become_honest_the_scores_stay_and_the_zip_keeps_both()
    {
        var (train, test) = (Patients(seed: 1, count: 300), Patients(seed: 2, count: 600));
        using var plain = Fit(train, Options);
        using var calibrated = Fit(train, Options with { CalibrationFolds = 3 });
        var (before, after) = (plain.Transform(test), calibrated.Transform(test));

        Assert.Null(plain.CalibrationSlope);
        Assert.InRange(calibrated.CalibrationSlope!.Value, 0.05, 0.95);
        Assert.Equal(before.GetColumn<float>("Score"), after.GetColumn<float>("Score"));
        var (bad, good) = (_ml.Survival.Evaluate(before), _ml.Survival.Evaluate(after));
        var text = $"slopes {bad.SmoothCalibration!.Slope} {good.SmoothCalibration!.Slope}, {calibrated.CalibrationSlope}";
        Assert.True(Math.Abs(good.SmoothCalibration.Slope - 1) < 0.5 * Math.Abs(bad.SmoothCalibration.Slope - 1), text);
        Assert.True(good.SmoothCalibration.MeanError < 0.6 * bad.SmoothCalibration.MeanError, text);
        Assert.True(good.Brier!.Integrated < bad.Brier!.Integrated);
        Assert.True(good.GroupedCalibration!.AdjustedPValue > bad.GroupedCalibration!.AdjustedPValue);
        // Curves of what they were made of.
        foreach (var (hazards, survival) in after.GetColumn<float[]>("Hazards").Zip(after.GetColumn<float[]>("SurvivalProbabilities")))
            Assert.Equal(DiscreteHazards.Survival(Array.ConvertAll(hazards, hazard => (double)hazard))[^1], survival[^1], 1e-5);

        using var zip = new MemoryStream();
        _ml.Model.Save(calibrated, train.Schema, zip);
        zip.Position = 0;
        using var loaded = (SurvivalNetworkTransformer)_ml.Model.Load(zip, out _);
        Assert.Equal(calibrated.CalibrationSlope, loaded.CalibrationSlope);
        Assert.Equal(after.GetColumn<float[]>("Hazards"), loaded.Transform(test).GetColumn<float[]>("Hazards"));
        // Explanations speak of the curve that was predicted.
        var explained = loaded.Explain(test).First();
        Assert.Equal(after.GetColumn<float[]>("SurvivalProbabilities").First()[^1], explained.Curve.Survival[^1], 1e-6);
    }

    [Fact]
    public void Too_few_deaths_leave_the_curves_and_losses_without_hazards_are_refused()
    {
        using var model = Fit(Patients(seed: 3, count: 24), Options with { CalibrationFolds = 2, Epochs = 1 });
        Assert.Null(model.CalibrationSlope);
        Assert.Throws<ArgumentException>(() => Trainer(Options with { CalibrationFolds = 1 }));
        var refusal = Assert.Throws<ArgumentException>(
            () => Trainer(Options with { CalibrationFolds = 3, Loss = SurvivalLoss.Cox, BatchSize = 32 }));
        Assert.Contains("no hazards", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_of_data_that_one_fold_has_alone_leaves_the_curves()
    {
        var warnings = new List<string>();
        _ml.Log += (_, log) =>
        {
            if (log.Kind == ChannelMessageKind.Warning) warnings.Add(log.Message);
        };
        var options = new AdaMhfTrainer.Options
        {
            Network = SmallStudy.TinyNetwork,
            GenomicColumnNames = ["Genes"],
            Epochs = 1,
            BatchSize = 16,
            Seed = 5,
            CalibrationFolds = 2,
        };
        using var model = _ml.Survival.Trainers.AdaMhf(options).Fit(_ml.Data.LoadFromEnumerable(Rows(bags: 1)));
        Assert.Null(model.CalibrationSlope);
        Assert.Single(warnings, warning => warning.Contains("patch bags", StringComparison.Ordinal));

        using var calibrated = _ml.Survival.Trainers.AdaMhf(options).Fit(_ml.Data.LoadFromEnumerable(Rows(bags: 60)));
        Assert.NotNull(calibrated.CalibrationSlope);
    }

    [Fact]
    public void Predictions_that_are_wrong_of_unseen_patients_flatten_the_curves_with_a_warning()
    {
        var warnings = new List<string>();
        _ml.Log += (_, log) =>
        {
            if (log.Kind == ChannelMessageKind.Warning) warnings.Add(log.Message);
        };
        // Twins of equal genes, one of whom dies early: who has seen one of them is wrong about the other.
        var twins = GenePatients.Simulate(seed: 6, patients: 80, Genes.Length).SelectMany((patient, number) => new[] { 2f, 80f }
            .Select(months => new GenePatient { PatientId = $"{number}-{months}", Genes = patient.Genes, Time = months, Event = true }));
        var view = GenePatients.View(_ml, Genes, twins);
        var grouped = _ml.Transforms.GroupGenomics(GenePatients.Groups(30, 30)).Fit(view).Transform(view);
        using var model = Fit(grouped, Options with { CalibrationFolds = 2 });
        Assert.InRange(model.CalibrationSlope!.Value, 0, 0.05);
        Assert.Single(warnings, warning => warning.Contains("nearly the same for every patient", StringComparison.Ordinal));
        float[] first = [.. model.Transform(grouped).GetColumn<float[]>("SurvivalProbabilities").Select(curve => curve[0])];
        Assert.InRange(first.Max() - first.Min(), 0, 0.1);
    }

    [Fact]
    public void The_log_tells_of_the_epochs_of_the_network_that_stays()
    {
        var epochs = new List<string>();
        _ml.Log += (_, log) =>
        {
            if (log.RawMessage.StartsWith("Epoch ", StringComparison.Ordinal)) epochs.Add(log.RawMessage);
        };
        using var model = Fit(Patients(seed: 1, count: 60), Options with { CalibrationFolds = 2, Epochs = 3 });
        Assert.NotNull(model.CalibrationSlope);
        Assert.Equal(["Epoch 1/3", "Epoch 2/3", "Epoch 3/3"], epochs.Select(epoch => epoch.Split(':')[0]));
    }

    private static IEnumerable<Row> Rows(int bags) => GenePatients.Simulate(seed: 4, patients: 60, genes: 4, (0, 0.7))
        .Select((patient, number) => new Row
        {
            Time = patient.Time,
            Event = patient.Event,
            Genes = patient.Genes,
            Bag = number < bags ? PatchBag.FromMemory([1, number, 3, 4], width: 2) : PatchBag.Empty,
        });

    private sealed class Row
    {
        public float Time { get; init; }

        public bool Event { get; init; }

        [VectorType(4)]
        public float[] Genes { get; init; } = [];

        [PatchBagType]
        public PatchBag Bag { get; init; } = PatchBag.Empty;
    }

    private static SnnTrainer.Options Options => new() { Epochs = 8, BatchSize = 16, LearningRate = 1e-3, Seed = 5, CpuThreads = 1 };

    private SurvivalNetworkTransformer Fit(IDataView patients, SnnTrainer.Options options) => Trainer(options).Fit(patients);

    private SnnTrainer Trainer(SnnTrainer.Options options) => _ml.Survival.Trainers.Snn(options);

    private IDataView Patients(int seed, int count)
    {
        var view = GenePatients.View(_ml, Genes, GenePatients.Simulate(seed, count, Genes.Length, (0, 0.7), (30, -0.7)));
        return _ml.Transforms.GroupGenomics(GenePatients.Groups(30, 30)).Fit(view).Transform(view);
    }
}
