using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>Options of <see cref="GenomicFeaturizerCatalog.FeaturizeGenomics(Microsoft.ML.TransformsCatalog, GenomicFeaturizerOptions)"/>.</summary>
public sealed record GenomicFeaturizerOptions : OutcomeColumns
{
    /// <summary>Column of the tokens, Single of groups x token width. Default <c>GenomicTokens</c>.</summary>
    public string TokensColumnName { get; init; } = "GenomicTokens";

    /// <summary>Column of the same numbers as one flat vector, for any ML.NET trainer. Default <c>GenomicFeatures</c>.</summary>
    public string FeaturesColumnName { get; init; } = "GenomicFeatures";

    /// <summary>Column for what the network itself predicts from genes alone, Single, higher = earlier death expected; null for none. Default null.</summary>
    public string? RiskColumnName { get; init; }

    /// <summary>
    /// Vector columns of Single, one per genomic group, standardised, all NaN for a patient without genomics. Null, the default, takes the columns that
    /// <c>GroupGenomics</c> added.
    /// </summary>
    public IReadOnlyList<string>? GenomicColumnNames { get; init; }

    /// <summary>What the networks are trained to predict. Default: hazards of time bins.</summary>
    public GenomicSupervision Supervision { get; init; }

    /// <summary>Time bins of <see cref="GenomicSupervision.DiscreteHazards"/>, cut at quantiles of the training patients' deaths, at least 2. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>Widths of the layers before the last, the same in every group; may be empty. Default 128, as in <see cref="AdaMhfConfiguration.Compact"/>.</summary>
    public IReadOnlyList<int> HiddenWidths { get; init; } = [AdaMhfConfiguration.Compact.GenomicHiddenWidth];

    /// <summary>Width of a group's token, at least 1. Default 64, as in <see cref="AdaMhfConfiguration.Compact"/>.</summary>
    public int TokenWidth { get; init; } = AdaMhfConfiguration.Compact.TokenWidth;

    /// <summary>Alpha dropout after every layer in training, in [0, 1). Default 0.5.</summary>
    public double Dropout { get; init; } = AdaMhfConfiguration.Compact.GenomicDropout;

    /// <summary>Share of the genes set to their training mean at every step, in [0, 1). Default 0.5: a few hundred patients' genes are else learnt by heart.</summary>
    public double InputDropout { get; init; } = AdaMhfConfiguration.Compact.GenomicInputDropout;

    /// <summary>Default SELU; ELU reproduces the lineage.</summary>
    public Activation Activation { get; init; } = Activation.Selu;

    /// <summary>Passes over the training patients, at least 1. A batch is one step, so that more of them are needed than one patient at a time. Default 100.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Patients per step, at least 1, for Cox at least 2 (better 64 or more, because risk sets are taken within the batch). Default 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Step size of Adam at the start, above 0. Default 0.001.</summary>
    public double LearningRate { get; init; } = SurvivalTrainerOptions.DefaultLearningRate;

    /// <summary>How the step size develops. Default <see cref="LearningRateSchedule.Cosine"/>.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>Decoupled weight decay on weight matrices, at least 0. Default 0.1.</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>Added to the loss of each step: this times the sum of the absolute values of all parameters, at least 0. Default 0; the published SNN has 1e-4.</summary>
    public double L1Penalty { get; init; }

    /// <summary>Threads that Torch uses on the CPU while training; null leaves the process's setting. Default null.</summary>
    public int? CpuThreads { get; init; }

    /// <summary>Seed of weights and order; null takes the context's seed, or 0.</summary>
    public int? Seed { get; init; }

    /// <summary>Told after each step; called on the training thread.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops training between two steps with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(TokensColumnName);
        ArgumentException.ThrowIfNullOrEmpty(FeaturesColumnName);
        string[] outputs = [TokensColumnName, FeaturesColumnName, .. RiskColumnName is { } risk ? [risk] : Array.Empty<string>()];
        if (outputs.Distinct(StringComparer.Ordinal).Count() < outputs.Length) throw new ArgumentException($"Output columns need different names, got {string.Join(", ", outputs)}.");
        Require(TimeBins >= 2, nameof(TimeBins), TimeBins, "at least 2");
        Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Require(BatchSize >= 1, nameof(BatchSize), BatchSize, "at least 1");
        Require(BatchSize >= 2 || Supervision != GenomicSupervision.Cox, nameof(BatchSize), BatchSize, "at least 2: the Cox loss compares the patients of a batch, and one has nobody to be compared with");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "a finite number above 0");
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "a finite number, at least 0");
        Require(L1Penalty >= 0 && double.IsFinite(L1Penalty), nameof(L1Penalty), L1Penalty, "a finite number, at least 0");
        Require(CpuThreads is null or >= 1, nameof(CpuThreads), CpuThreads ?? 0, "at least 1, or null");
        Network([1]).Validated();
    }

    /// <summary>Shape of the network for groups of these sizes.</summary>
    internal GenomicNetworkConfiguration Network(IReadOnlyList<int> groupSizes) => new()
    {
        GroupSizes = groupSizes,
        HiddenWidths = HiddenWidths,
        TokenWidth = TokenWidth,
        Outputs = Supervision == GenomicSupervision.Cox ? 1 : TimeBins,
        Dropout = Dropout,
        InputDropout = InputDropout,
        Activation = Activation,
    };

    private static void Require(bool holds, string option, object value, string expected)
    {
        if (!holds) throw new ArgumentException(FormattableString.Invariant($"{option} is {value}; expected {expected}."), option);
    }
}
