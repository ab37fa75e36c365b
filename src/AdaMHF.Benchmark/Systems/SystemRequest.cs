using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.ML;

namespace AdaMHF.Benchmark;

/// <summary>All that a system needs to know to be trained for one unit.</summary>
internal sealed record SystemRequest
{
    public required MLContext ML { get; init; }

    public required BenchmarkCohort Cohort { get; init; }

    public required int Seed { get; init; }

    /// <summary>What the training patients have; what they lack nobody has when the model predicts.</summary>
    public required SurvivalModalities Available { get; init; }

    public required SystemSettings Settings { get; init; }

    /// <summary>Settings of AdaMHF's published recipe; null for the recommended one.</summary>
    public AdaMhfPreset? Preset { get; init; }

    /// <summary>See <see cref="GenomicGroupingOptions.ShrinkageFactor"/>.</summary>
    public required double ShrinkageFactor { get; init; }

    /// <summary>Whether the features of a paired table are not standardised.</summary>
    public bool TakesFeaturesAsTheyStand { get; init; }

    public required int CpuThreads { get; init; }

    /// <summary>Whether networks keep the weights of every epoch.</summary>
    public bool KeepEpochWeights { get; init; }

    public required IProgress<TrainingProgress> Progress { get; init; }

    public required CancellationToken Cancellation { get; init; }

    public bool HasPathology => Available.HasFlag(SurvivalModalities.Pathology);

    public SurvivalTrainersCatalog Trainers => ML.Survival.Trainers;

    /// <summary>Genes in the cohort's groups, prepared by the training rows.</summary>
    public IEstimator<ITransformer> Groups => ML.Transforms.GroupGenomics(Cohort.GeneGroups, Grouping);

    private GenomicGroupingOptions Grouping => AdaMhfRecipe.Recommended.Grouping with
    {
        ShrinkageFactor = ShrinkageFactor,
        SiteColumnName = null,
        EmptyGroups = EmptyGeneGroups.LeaveOut,
    };

    /// <summary>All genes as one group, prepared by the training rows.</summary>
    public IEstimator<ITransformer> AllGenes(string columnName) =>
        ML.Transforms.GroupGenomics(GeneGroups.OfAllGenes(Cohort.Cohort.GeneColumns, columnName), Grouping);

    /// <summary>A trainer's own options, and over them what the plan and this unit say.</summary>
    public SurvivalTrainerOptions OptionsFrom(SurvivalTrainerOptions own) => Settings.ApplyTo(own) with
    {
        Seed = Seed,
        CpuThreads = CpuThreads,
        KeepEpochWeights = KeepEpochWeights,
        Progress = Progress,
        CancellationToken = Cancellation,
        BagColumnName = HasPathology ? own.BagColumnName : null,
    };
}
