using AdaMHF.MLNet;
using AdaMHF.Networks;

namespace Defaults;

/// <summary>A way to train, told apart from the defaults by its name.</summary>
/// <param name="Name">What is changed.</param>
/// <param name="Options">The trainer's options.</param>
internal sealed record Variant(string Name, AdaMhfTrainer.Options Options)
{
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
        new("cross-entropy", new() { Network = AdaMhfConfiguration.Compact, CpuThreads = 1, Loss = SurvivalLoss.CrossEntropy }),
    ];
}
