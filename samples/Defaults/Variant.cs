using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.ML;

namespace Defaults;

/// <summary>A way to train, told apart from the defaults by its name.</summary>
/// <param name="Name">What is changed.</param>
/// <param name="Options">The trainer's options.</param>
/// <param name="ShrinkageFactor">Of the genomic groups.</param>
internal sealed record Variant(string Name, AdaMhfTrainer.Options Options, double ShrinkageFactor = Variant.RecommendedShrinkageFactor)
{
    public const double RecommendedShrinkageFactor = 0.3;

    private static readonly AdaMhfConfiguration Compact = AdaMhfConfiguration.Compact;

    public static IReadOnlyList<Variant> All { get; } =
    [
        new("defaults", Of(Compact)),
        new("shrinkage-factor-0.5", Of(Compact), ShrinkageFactor: 0.5),
        new("shrinkage-factor-1", Of(Compact), ShrinkageFactor: 1),
        new("epochs-20", Of(Compact, epochs: 20)),
        new("rate-5e-4", Of(Compact, rate: 5e-4)),
        new("constant-rate", Of(Compact, schedule: LearningRateSchedule.Constant)),
        new("two-stages", Of(Compact with { StagesPerUnit = 2 })),
        new("gene-decay-as-others", Of(Compact, geneDecay: 1)),
        new("gene-decay-60", Of(Compact, geneDecay: 60)),
        new("gene-dropout-0.2", Of(Compact with { GenomicDropout = 0.25, GenomicInputDropout = 0.2 })),
        new("no-unimodal-loss", Of(Compact with { UnimodalWeight = 0 })),
        new("unimodal-loss-2", Of(Compact with { UnimodalWeight = 2 })),
        new("modality-dropout-instead", Of(Compact with { UnimodalWeight = 0 }, modalityDropout: 0.5)),
        new("pretrained", Of(Compact, pretrained: GenomicFeaturizerUse.FineTuned)),
        new("pretrained-frozen", Of(Compact, pretrained: GenomicFeaturizerUse.Frozen)),
        new("full-size-2e-4", Of(new AdaMhfConfiguration(), rate: 2e-4)),
    ];

    private static AdaMhfTrainer.Options Of(
        AdaMhfConfiguration network, int? epochs = null, double? rate = null, LearningRateSchedule? schedule = null, double? geneDecay = null, double? modalityDropout = null,
        GenomicFeaturizerUse? pretrained = null)
    {
        var own = new AdaMhfTrainer.Options();
        return new()
        {
            Network = network,
            CpuThreads = 1,
            Epochs = epochs ?? own.Epochs,
            LearningRate = rate ?? own.LearningRate,
            Schedule = schedule ?? own.Schedule,
            GenomicDecayFactor = geneDecay ?? own.GenomicDecayFactor,
            ModalityDropout = modalityDropout ?? own.ModalityDropout,
            GenomicFeaturizer = pretrained is null ? null : new MLContext(seed: 0).Transforms.FeaturizeGenomics(new GenomicFeaturizerOptions { CpuThreads = 1 }),
            GenomicFeaturizerUse = pretrained ?? own.GenomicFeaturizerUse,
        };
    }
}
