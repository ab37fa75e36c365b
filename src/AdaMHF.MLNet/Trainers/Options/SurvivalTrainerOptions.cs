namespace AdaMHF.MLNet;

/// <summary>What every survival network is trained with.</summary>
public abstract record SurvivalTrainerOptions : OutcomeColumns
{
    internal const int DefaultEpochs = 12;
    internal const double DefaultLearningRate = 1e-3;
    internal const int DefaultPatchesPerPatient = 2048;

    private readonly int? _epochs;
    private readonly double? _learningRate;
    private readonly int? _patchesPerPatient;
    private readonly int? _patientsPerStep;

    /// <summary>Column of patch bags; null to train on genomics alone. Default <c>Bag</c>.</summary>
    public string? BagColumnName { get; init; } = SurvivalColumns.Bag;

    /// <summary>
    /// Vector columns of Single, one per genomic group, standardised, all NaN for a patient without genomics. Null, the default, takes the columns that
    /// <see cref="GenomicsCatalog.GroupGenomics(Microsoft.ML.TransformsCatalog, GeneGroups, string, float)"/> added.
    /// </summary>
    public IReadOnlyList<string>? GenomicColumnNames { get; init; }

    /// <summary>Time bins, cut at quantiles of the training patients' observed deaths, at least 2. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>
    /// Months, each above 0, for which models report the survival probability in the column <c>SurvivalAt</c>: 12, 36 and 60, say. Default none.
    /// </summary>
    public IReadOnlyList<double> ReportedMonths { get; init; } = [];

    /// <summary>Passes over the training patients, at least 1. Default 12.</summary>
    public int Epochs { get => _epochs ?? Unset.Epochs; init => _epochs = value; }

    /// <summary>What is made small. Default <see cref="SurvivalLoss.NegativeLogLikelihood"/>.</summary>
    public SurvivalLoss Loss { get; init; } = SurvivalLoss.NegativeLogLikelihood;

    /// <summary>
    /// Extra weight of observed deaths, in [0, 1]: their share of the likelihood under NegativeLogLikelihood, the share of the likelihood term under CrossEntropy.
    /// Default 0, as in every published run.
    /// </summary>
    public double LossAlpha { get; init; }

    /// <summary>How gradients become steps. Default <see cref="SurvivalOptimizer.AdamW"/>.</summary>
    public SurvivalOptimizer Optimizer { get; init; } = SurvivalOptimizer.AdamW;

    /// <summary>Momentum of <see cref="SurvivalOptimizer.Sgd"/>, in [0, 1). Default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>
    /// Patients whose gradients are averaged into one step, at least 1; each is still computed alone, so that bags may be of any size. Default 1. More than there are:
    /// all at once. Losses that compare patients keep what they need of the whole step in memory.
    /// </summary>
    public int BatchSize { get => _patientsPerStep ?? Unset.BatchSize; init => _patientsPerStep = value; }

    /// <summary>Norm to which longer gradients are cut before a step, above 0; null for none. Default null.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>
    /// Whether the patients of an epoch are drawn, with replacement, so that deaths and survivors come equally often, instead of each once. Default false.
    /// </summary>
    public bool BalancedSampling { get; init; }

    /// <summary>Chooses the epoch by patients spared from training; null, the default, takes the last of <see cref="Epochs"/>, as published.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Largest step size, above 0. Default 0.001.</summary>
    public double LearningRate { get => _learningRate ?? Unset.LearningRate; init => _learningRate = value; }

    /// <summary>
    /// How the step size develops. Default <see cref="LearningRateSchedule.Cosine"/>: with one patient per step the last weights of a constant rate are noisy.
    /// </summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Cosine;

    /// <summary>Factor of the schedules Step, Exponential and Plateau, in (0, 1]. Default 0.5.</summary>
    public double DecayFactor { get; init; } = 0.5;

    /// <summary>Epochs between two decays of the schedule Step, or without progress before one of Plateau, at least 1. Default 10.</summary>
    public int DecayEpochs { get; init; } = 10;

    /// <summary>Steps over which the step size rises to what the schedule says, at least 0. Default 0.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>Weight decay on weight matrices, decoupled for AdamW; biases, norms and frozen weights are spared. At least 0. Default 0.1.</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>
    /// Probability that a training patient who has both modalities is shown with one of them, in [0, 1). For networks that do not learn otherwise from each
    /// modality alone: there the better one starves the other, and predictions with one missing suffer. Default 0.
    /// </summary>
    public double ModalityDropout { get; init; }

    /// <summary>Most patches of a patient that are used at once: a fresh random sample in each epoch, an evenly spread one in prediction. Default 2048.</summary>
    public int PatchesPerPatient { get => _patchesPerPatient ?? Unset.PatchesPerPatient; init => _patchesPerPatient = value; }

    /// <summary>
    /// Threads that Torch uses on the CPU while training; null leaves the process's setting. For small networks 1 is often fastest, because their operations
    /// are too short to be shared. Default null.
    /// </summary>
    public int? CpuThreads { get; init; }

    /// <summary>Seed of weights, order and samples; null takes the context's seed, or 0.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Folder where training keeps its state, so that a run that was stopped, by whatever, goes on from there when it is started again with the same options and
    /// data, and ends with the same weights as if nothing had happened. Each run has a file of its own, which is removed when it ends. Null, the default, keeps none.
    /// </summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Epochs between two checkpoints, at least 1. Default 1.</summary>
    public int CheckpointEpochs { get; init; } = 1;

    /// <summary>
    /// Whether the weights after every epoch stay in memory, for studies of training: <see cref="SurvivalCatalog.EvaluateEpochs"/> judges each. They are not saved, and not to be
    /// had together with a <see cref="CheckpointFolder"/>. Default false.
    /// </summary>
    public bool KeepEpochWeights { get; init; }

    /// <summary>Told after each patient and each epoch; called on the training thread.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops training between two patients with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Numbers that a network gives: one hazard per time bin, or one log hazard.</summary>
    internal int Outputs => Loss.ComparesPatients() ? 1 : TimeBins;

    /// <summary>What holds where a user sets nothing.</summary>
    private protected virtual (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
        (DefaultEpochs, DefaultLearningRate, DefaultPatchesPerPatient, 1);

    /// <summary>Weight decay of a matrix of the network.</summary>
    /// <param name="parameter">Its name.</param>
    internal virtual double DecayOf(string parameter) => WeightDecay;

    internal virtual void Check()
    {
        OptionCheck.Require(TimeBins >= 2, nameof(TimeBins), TimeBins, "at least 2");
        OptionCheck.Require(ReportedMonths.All(months => months > 0 && double.IsFinite(months)), nameof(ReportedMonths), string.Join(", ", ReportedMonths), "finite months above 0");
        OptionCheck.Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        OptionCheck.Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "a finite number above 0");
        OptionCheck.Require(Enum.IsDefined(Loss), nameof(Loss), Loss, "one of the losses");
        OptionCheck.Require(LossAlpha is >= 0 and <= 1, nameof(LossAlpha), LossAlpha, "a number in [0, 1]");
        OptionCheck.Require(Enum.IsDefined(Optimizer), nameof(Optimizer), Optimizer, "one of the optimizers");
        OptionCheck.Require(Enum.IsDefined(Schedule), nameof(Schedule), Schedule, "one of the schedules");
        OptionCheck.Require(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "a number in [0, 1)");
        OptionCheck.Require(BatchSize >= 1, nameof(BatchSize), BatchSize, "at least 1");
        OptionCheck.Require(BatchSize >= 2 || !Loss.ComparesPatients(), nameof(BatchSize), BatchSize, $"at least 2, better 32, because the loss {Loss} compares the patients of a step");
        OptionCheck.Require(CheckpointEpochs >= 1, nameof(CheckpointEpochs), CheckpointEpochs, "at least 1");
        OptionCheck.Require(!KeepEpochWeights || CheckpointFolder is null, nameof(KeepEpochWeights), KeepEpochWeights, $"false where there is a {nameof(CheckpointFolder)}");
        OptionCheck.Require(MaxGradientNorm is null or > 0, nameof(MaxGradientNorm), MaxGradientNorm ?? 0, "above 0, or null");
        OptionCheck.Require(DecayFactor is > 0 and <= 1, nameof(DecayFactor), DecayFactor, "a number in (0, 1]");
        OptionCheck.Require(DecayEpochs >= 1, nameof(DecayEpochs), DecayEpochs, "at least 1");
        OptionCheck.Require(WarmUpSteps >= 0, nameof(WarmUpSteps), WarmUpSteps, "at least 0");
        EarlyStopping?.Check();
        OptionCheck.Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "a finite number, at least 0");
        OptionCheck.Require(ModalityDropout is >= 0 and < 1, nameof(ModalityDropout), ModalityDropout, "a number in [0, 1)");
        OptionCheck.Require(CpuThreads is null or >= 1, nameof(CpuThreads), CpuThreads ?? 0, "at least 1, or null");
        OptionCheck.Require(PatchesPerPatient >= 1, nameof(PatchesPerPatient), PatchesPerPatient, "at least 1");
    }
}
