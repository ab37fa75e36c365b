using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

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

    private static SnnTrainer.Options Options => new() { Epochs = 8, BatchSize = 16, LearningRate = 1e-3, Seed = 5, CpuThreads = 1 };

    private SurvivalNetworkTransformer Fit(IDataView patients, SnnTrainer.Options options) => Trainer(options).Fit(patients);

    private SnnTrainer Trainer(SnnTrainer.Options options) => _ml.Survival.Trainers.Snn(options);

    private IDataView Patients(int seed, int count)
    {
        var view = GenePatients.View(_ml, Genes, GenePatients.Simulate(seed, count, Genes.Length, (0, 0.7), (30, -0.7)));
        return _ml.Transforms.GroupGenomics(GenePatients.Groups(30, 30)).Fit(view).Transform(view);
    }
}
