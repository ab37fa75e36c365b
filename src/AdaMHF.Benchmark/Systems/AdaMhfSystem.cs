using AdaMHF.MLNet;
using AdaMHF.Networks;

namespace AdaMHF.Benchmark;

/// <summary>AdaMHF by the recommended and by the published recipe, with one modality alone, and with something changed.</summary>
internal static class AdaMhfSystem
{
    private delegate AdaMhfTrainer.Options Change(SystemRequest request, AdaMhfTrainer.Options options);

    public static BenchmarkSystem Whole { get; } = Of(SurvivalSystems.AdaMhf, "AdaMHF", SurvivalModalities.Both);

    public static BenchmarkSystem Published { get; } = Of("adamhf-published", "AdaMHF, published", SurvivalModalities.Both) with
    {
        Description = "the published recipe with the settings of a cohort of the paper",
        HasOwnSettings = true,
        IsPublished = true,
    };

    public static BenchmarkSystem Genomics { get; } = Of("adamhf-genomics", "AdaMHF, genomics alone", SurvivalModalities.Genomics);

    public static BenchmarkSystem Pathology { get; } = Of("adamhf-pathology", "AdaMHF, pathology alone", SurvivalModalities.Pathology);

    /// <summary>The rows of the ablation tables.</summary>
    public static IReadOnlyList<BenchmarkSystem> Ablations { get; } =
    [
        .. AdaMhfAblation.All.Select(ablation =>
            Variant(ablation.Name, (_, own) => own with { Network = ablation.Apply(own.Network) }) with { Description = ablation.Source }),
    ];

    /// <summary>Variants of the defaults, by which they were chosen.</summary>
    public static IReadOnlyList<BenchmarkSystem> Variants { get; } =
    [
        Variant("shrinkage factor 0.5", (_, own) => own, shrinkageFactor: 0.5),
        Variant("shrinkage factor 1", (_, own) => own, shrinkageFactor: 1),
        Variant("20 epochs", (_, own) => own with { Epochs = 20 }),
        Variant("learning rate 1e-3", (_, own) => own with { LearningRate = 1e-3 }),
        Variant("one patient a step", (_, own) => own with { BatchSize = 1, LearningRate = 1e-3 }),
        Variant("ensemble of 5", (_, own) => own with { Ensemble = 5 }),
        Variant("no linear start", (_, own) => own with { LinearStart = LinearStart.None }),
        Variant("linear start from genes alone", (_, own) => own with { LinearStart = LinearStart.Genomics }),
        Variant("gates without balance", (_, own) => own with { Network = own.Network with { BalancingRate = 0 } }),
        Variant("load-balancing loss instead of a bias",
            (_, own) => own with { Network = own.Network with { BalancingRate = 0, LoadBalancingWeight = 0.1 } }),
        Variant("selection of version 0.1", (_, own) => own with { Network = own.Network with { SelectionRule = SelectionRule.Scaled } }),
        Variant("no evidence loss", (_, own) => own with { Network = own.Network with { EvidenceWeight = 0 } }),
        Variant("constant learning rate", (_, own) => own with { Schedule = LearningRateSchedule.Constant }),
        Variant("two stages", (_, own) => own with { Network = own.Network with { StagesPerUnit = 2 } }),
        Variant("genomic decay factor 1", (_, own) => own with { GenomicDecayFactor = 1 }),
        Variant("genomic decay factor 60", (_, own) => own with { GenomicDecayFactor = 60 }),
        Variant("less genomic dropout",
            (_, own) => own with { Network = own.Network with { GenomicDropout = 0.25, GenomicInputDropout = 0.2 } }),
        Variant("no unimodal loss", (_, own) => own with { Network = own.Network with { UnimodalWeight = 0 } }),
        Variant("unimodal loss 2", (_, own) => own with { Network = own.Network with { UnimodalWeight = 2 } }),
        Variant("modality dropout instead of unimodal loss",
            (_, own) => own with { Network = own.Network with { UnimodalWeight = 0 }, ModalityDropout = 0.5 }),
        Variant("pretrained featurizer", (request, own) => Pretrained(request, own, GenomicFeaturizerUse.FineTuned)),
        Variant("frozen pretrained featurizer", (request, own) => Pretrained(request, own, GenomicFeaturizerUse.Frozen)),
        Variant("published size at 2e-4", (_, own) => own with { Network = new(), LearningRate = 2e-4 }),
    ];

    private static BenchmarkSystem Of(string key, string name, SurvivalModalities modalities, Change? change = null) =>
        BenchmarkSystem.Trainer(key, name, modalities, request =>
        {
            var recipe = request.Preset is { } preset ? AdaMhfRecipe.Published(preset) : AdaMhfRecipe.Recommended;
            var options = (AdaMhfTrainer.Options)request.OptionsFrom(recipe.Training);
            return request.Trainers.AdaMhf(change?.Invoke(request, options) ?? options);
        }) with
        {
            HasRecipes = true,
        };

    /// <summary>Its key is <c>adamhf~</c> and what is changed, in small letters with dashes.</summary>
    private static BenchmarkSystem Variant(string changed, Change change, double? shrinkageFactor = null) =>
        Of($"{SurvivalSystems.AdaMhf}~{Slug.Of(changed.ToLowerInvariant())}", $"AdaMHF, {changed}", SurvivalModalities.Both, change) with
        {
            Change = changed,
            Description = AdaMhfAblation.Ours,
            ShrinkageFactor = shrinkageFactor,
        };

    private static AdaMhfTrainer.Options Pretrained(SystemRequest request, AdaMhfTrainer.Options own, GenomicFeaturizerUse use) => own with
    {
        GenomicFeaturizer = request.ML.Transforms.FeaturizeGenomics(new GenomicFeaturizerOptions
        {
            HiddenWidths = [own.Network.GenomicHiddenWidth],
            TokenWidth = own.Network.TokenWidth,
            Seed = request.Seed,
            CpuThreads = request.CpuThreads,
        }),
        GenomicFeaturizerUse = use,
    };
}
