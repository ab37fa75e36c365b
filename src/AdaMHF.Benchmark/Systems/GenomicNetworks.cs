using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>Networks on genes that differ from a trainer of the library in what they are given.</summary>
internal static class GenomicNetworks
{
    /// <summary>The featurizer by itself: one SNN per gene group, trained together by Cox's loss.</summary>
    public static BenchmarkSystem PerGroup { get; } =
        BenchmarkSystem.Trainer("snn-groups", "One SNN per gene group", SurvivalModalities.Genomics, request =>
        {
            var own = new GenomicFeaturizerOptions { Loss = SurvivalLoss.Cox, RiskColumnName = SurvivalColumns.Score };
            var options = (GenomicFeaturizerOptions)request.OptionsFrom(own) with { KeepEpochWeights = false };
            return request.ML.Transforms.FeaturizeGenomics(options);
        }) with
        {
            Description = "the genomic featurizer's own risk, Cox's loss; trained by its own settings",
            HasOwnSettings = true,
        };

    /// <summary>The published SNN on one vector of all genes, those of no group included.</summary>
    public static BenchmarkSystem OnAllGenes { get; } = new("snn-all", "SNN, all genes", SurvivalModalities.Genomics, (request, train) =>
    {
        var own = request with { Available = SurvivalModalities.Genomics };
        var options = (SnnTrainer.Options)own.OptionsFrom(new SnnTrainer.Options());
        return FittedPipeline.Fit(own, own.AllGenes("AllGenes"), _ => own.Trainers.Snn(options), train);
    });
}
