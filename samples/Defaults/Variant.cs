using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.ML;

namespace Defaults;

/// <summary>A way to train, told apart from the defaults by its name.</summary>
/// <param name="Name">What is changed.</param>
/// <param name="Options">The trainer's options.</param>
internal sealed record Variant(string Name, AdaMhfTrainer.Options Options)
{
    private static GenomicFeaturizingEstimator Featurizer() => new MLContext(seed: 0).Transforms.FeaturizeGenomics(
        new GenomicFeaturizerOptions { CpuThreads = 1 });

    public static IReadOnlyList<Variant> All { get; } =
    [
        new("defaults", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1 }),
        new("epochs-30", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, Epochs = 30 }),
        new("no-modality-dropout", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, ModalityDropout = 0 }),
        new("modality-dropout-0.3", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, ModalityDropout = 0.3 }),
        new("modality-dropout-0.5", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, ModalityDropout = 0.5 }),
        new("constant-rate", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, Schedule = LearningRateSchedule.Constant }),
        new("rate-5e-4", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, LearningRate = 5e-4 }),
        new("rate-2e-3", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, LearningRate = 2e-3 }),
        new("decay-0.01", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, WeightDecay = 0.01 }),
        new("one-stage", new() { Network = AdaMhfConfiguration.Compact with { StagesPerUnit = 1 }, CpuThreads = 1 }),
        new("full-size-2e-4", new() { Network = new AdaMhfConfiguration(), CpuThreads = 1, LearningRate = 2e-4, Epochs = 8, ModalityDropout = 0.3 }),
        new("gene-dropout-0.8", new() { Network = AdaMhfConfiguration.Compact with { GenomicInputDropout = 0.8 }, CpuThreads = 1 }),
        new("gene-hidden-32", new() { Network = AdaMhfConfiguration.Compact with { GenomicHiddenWidth = 32 }, CpuThreads = 1 }),
        new("alpha-dropout-0.25", new() { Network = AdaMhfConfiguration.Compact with { GenomicDropout = 0.25 }, CpuThreads = 1 }),
        new("gene-dropout-0.2", new() { Network = AdaMhfConfiguration.Compact with { GenomicDropout = 0.25, GenomicInputDropout = 0.2 }, CpuThreads = 1 }),
        new("epochs-40", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, Epochs = 40 }),
        new("epochs-8", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, Epochs = 8 }),
        new("decay-0.5", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, WeightDecay = 0.5 }),
        new("pretrained", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, GenomicFeaturizer = Featurizer() }),
        new("pretrained-frozen", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, GenomicFeaturizer = Featurizer(), GenomicFeaturizerUse = GenomicFeaturizerUse.Frozen }),
        new("cross-entropy", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, Loss = SurvivalLoss.CrossEntropy }),
    ];
}
