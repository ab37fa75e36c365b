using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Genomics;

/// <summary>A way from genes to risk. Everything it learns, scalers and penalties too, comes from the training rows.</summary>
/// <param name="Key">Name on the command line.</param>
/// <param name="Name">Name in tables.</param>
/// <param name="UsesSeed">Whether chance plays a part.</param>
/// <param name="Risk">Risk of the test rows; higher = earlier death expected.</param>
internal sealed record GenomicSystem(string Key, string Name, bool UsesSeed, Func<GenomicFold, double[]> Risk)
{
    public static IReadOnlyList<GenomicSystem> All { get; } =
    [
        new("snn", "SNN, genes of the six groups", true, fold => Network(fold, OneGroup(fold.Cohort.GeneGroups), PublishedSnn(fold.Seed))),
        new("snn-all", "SNN, all genes", true, fold => Network(fold, GeneGroups.OfAllGenes(fold.Cohort.GeneColumns), PublishedSnn(fold.Seed))),
        new("groups", "one SNN per group, Cox", true, fold => Network(fold, fold.Cohort.GeneGroups, PerGroup(fold.Seed))),
        new("cox", "Cox, ridge, all genes", false, CoxRidge.Risk),
    ];

    // As published with MCAT (see PublishedSnn): four layers of 256, ELU, Adam 2e-4, 20 epochs, 32 patients a step, L1 1e-4.
    private static GenomicFeaturizerOptions PublishedSnn(int seed) => new()
    {
        HiddenWidths = [256, 256, 256],
        TokenWidth = 256,
        Activation = Activation.Elu,
        Dropout = 0.25,
        InputDropout = 0,
        Epochs = 20,
        BatchSize = 32,
        LearningRate = 2e-4,
        Schedule = LearningRateSchedule.Constant,
        WeightDecay = 1e-5,
        L1Penalty = 1e-4,
        RiskColumnName = "Risk",
        Seed = seed,
        CpuThreads = 1,
    };

    private static GenomicFeaturizerOptions PerGroup(int seed) => new() { Loss = SurvivalLoss.Cox, RiskColumnName = "Risk", Seed = seed, CpuThreads = 1 };

    private static GeneGroups OneGroup(GeneGroups groups) => new GeneGroups(new GeneGroup("SignatureGenes", groups.SelectMany(group => group.Genes))).WithSuffixes(groups.Suffixes);

    private static double[] Network(GenomicFold fold, GeneGroups groups, GenomicFeaturizerOptions options)
    {
        var ml = fold.ML;
        using var model = ml.Transforms.GroupGenomics(groups, fold.Grouping).Append(ml.Transforms.FeaturizeGenomics(options)).Fit(fold.Train);
        return [.. model.Transform(fold.Test).GetColumn<float>("Risk").Select(risk => (double)risk)];
    }
}
