using AdaMHF.MLNet;

namespace Systems;

/// <summary>What is changed of the systems' own training settings, the same for all of them. Null leaves a system's own, which are the published ones.</summary>
internal sealed record TrainingPlan
{
    public int? Epochs { get; init; }

    public double? LearningRate { get; init; }

    public int? BatchSize { get; init; }

    public int? PatchesPerPatient { get; init; }

    public SurvivalOptimizer? Optimizer { get; init; }

    public LearningRateSchedule? Schedule { get; init; }

    public bool? BalancedSampling { get; init; }

    public SurvivalLoss Loss { get; init; } = SurvivalLoss.NegativeLogLikelihood;

    public string? BagColumn { get; init; } = "Bag";

    public IReadOnlyList<string>? GenomicColumns { get; init; }

    public int Seed { get; init; }

    /// <summary>Options of a published system.</summary>
    public TOptions Of<TOptions, TNetwork>(Func<TNetwork, TNetwork>? change = null)
        where TOptions : BaselineOptions<TNetwork>, new()
        where TNetwork : class, new()
    {
        var own = new TOptions();
        return new TOptions
        {
            Network = change?.Invoke(own.Network) ?? own.Network,
            Epochs = Epochs ?? own.Epochs,
            LearningRate = LearningRate ?? own.LearningRate,
            BatchSize = BatchSize ?? own.BatchSize,
            PatchesPerPatient = PatchesPerPatient ?? own.PatchesPerPatient,
            Optimizer = Optimizer ?? own.Optimizer,
            Schedule = Schedule ?? own.Schedule,
            BalancedSampling = BalancedSampling ?? own.BalancedSampling,
            // A given number of epochs is the number that all systems get.
            EarlyStopping = Epochs is null ? own.EarlyStopping : null,
            Loss = Loss,
            BagColumnName = BagColumn,
            GenomicColumnNames = GenomicColumns,
            Seed = Seed,
            CpuThreads = 1,
        };
    }

    /// <summary>Options of AdaMHF.</summary>
    public AdaMhfTrainer.Options OfAdaMhf()
    {
        var own = new AdaMhfTrainer.Options();
        return new()
        {
            Network = AdaMHF.Networks.AdaMhfConfiguration.Compact,
            Epochs = Epochs ?? own.Epochs,
            LearningRate = LearningRate ?? own.LearningRate,
            BatchSize = BatchSize ?? own.BatchSize,
            PatchesPerPatient = PatchesPerPatient ?? own.PatchesPerPatient,
            Optimizer = Optimizer ?? own.Optimizer,
            Schedule = Schedule ?? own.Schedule,
            BalancedSampling = BalancedSampling ?? own.BalancedSampling,
            BagColumnName = BagColumn,
            GenomicColumnNames = GenomicColumns,
            Seed = Seed,
            CpuThreads = 1,
        };
    }
}
