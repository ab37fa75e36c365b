using AdaMHF.Networks;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class GenomicDecayTests(SmallStudy study)
{
    [Fact]
    public void It_shrinks_only_the_matrices_that_see_genes_alone_and_in_proportion()
    {
        // After one step the runs differ only by their weight decay, which AdamW adds to the step.
        var (none, some, twice) = (WeightsAfterOneStep(0), WeightsAfterOneStep(50), WeightsAfterOneStep(100));
        var shrunk = 0;
        foreach (var (name, start) in none)
        {
            var (some1, twice1) = (some[name], twice[name]);
            // Parameters of another buffer may differ in the last bit.
            if (start.Zip(some1).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-7 * Math.Max(1, Math.Abs(pair.First)))) continue;
            shrunk++;
            Assert.StartsWith("genomic_", name, StringComparison.Ordinal);
            Assert.EndsWith("weight", name.Replace("class_token", "weight", StringComparison.Ordinal), StringComparison.Ordinal);
            for (var i = 0; i < start.Length; i++) Assert.Equal(2 * (some1[i] - start[i]), twice1[i] - start[i], 1e-6);
        }
        Assert.True(shrunk > 10, $"{shrunk} matrices");
        const string Matrix = "genomic_embedding.groups.0.0.linear.weight";
        Assert.True(Norm(twice[Matrix]) < Norm(none[Matrix]));
    }

    [Fact]
    public void It_defaults_to_30_where_decay_is_decoupled_and_no_preset_is_given()
    {
        Assert.Equal(30, new AdaMhfTrainer.Options().GenomicDecayFactor);
        Assert.Equal(1, new AdaMhfTrainer.Options { Optimizer = SurvivalOptimizer.Adam }.GenomicDecayFactor);
        Assert.Equal(1, new AdaMhfTrainer.Options { Preset = AdaMhfPreset.Blca }.GenomicDecayFactor);
        Assert.Equal(7, new AdaMhfTrainer.Options { Preset = AdaMhfPreset.Blca, GenomicDecayFactor = 7 }.GenomicDecayFactor);
        Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.AdaMhf(new() { GenomicDecayFactor = -1 }));
        Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.AdaMhf(new() { GenomicDecayFactor = double.NaN }));
    }

    private Dictionary<string, float[]> WeightsAfterOneStep(double factor)
    {
        var options = new AdaMhfTrainer.Options
        {
            Network = SmallStudy.TinyNetwork,
            Epochs = 1,
            BatchSize = int.MaxValue,
            Schedule = LearningRateSchedule.Constant,
            GenomicDecayFactor = factor,
            Seed = 5,
            CpuThreads = 1,
        };
        using var model = study.Pipeline(study.ML, options).Fit(study.Split.TrainSet);
        return model.LastTransformer.CopyWeights().Tensors.ToDictionary(entry => entry.Key, entry => entry.Value.ToSingles());
    }

    private static double Norm(float[] values) => Math.Sqrt(values.Sum(value => (double)value * value));
}
