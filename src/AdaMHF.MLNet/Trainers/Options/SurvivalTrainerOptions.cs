namespace AdaMHF.MLNet;

/// <summary>Options that the trainers of all survival networks share.</summary>
/// <remarks>The defaults given here are those of AdaMHF; the options of the other trainers say where theirs differ.</remarks>
public abstract record SurvivalTrainerOptions : OutcomeColumns
{
    internal const int DefaultEpochs = 12;
    internal const double DefaultLearningRate = 2e-3;
    internal const int DefaultBatchSize = 4;
    internal const int DefaultPatchesPerPatient = 2048;

    private readonly int? _epochs;
    private readonly double? _learningRate;
    private readonly int? _patchesPerPatient;
    private readonly int? _batchSize;
    private readonly SurvivalOptimizer? _optimizer;
    private readonly LearningRateSchedule? _schedule;
    private readonly double? _weightDecay;

    /// <summary>Column of patch bags; null to train on genomics alone. Default <c>Bag</c>.</summary>
    public string? BagColumnName { get; init; } = SurvivalColumns.Bag;

    /// <summary>
    /// Vector columns of Single, one per genomic group, standardised; all NaN for a patient without genomics. Default null: the columns
    /// that <see cref="GenomicsCatalog.GroupGenomics(Microsoft.ML.TransformsCatalog, GeneGroups, string, float)"/> added. None, <c>[]</c>,
    /// trains AdaMHF on bags alone.
    /// </summary>
    public IReadOnlyList<string>? GenomicColumnNames { get; init; }

    /// <summary>
    /// Number of time bins, cut at quantiles of the training patients' observed deaths, at least 2; where many die at one time, quantiles
    /// coincide and the bins merge. Default 4.
    /// </summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>
    /// Inner edges of the time bins in months, rising, above 0; there is one bin more. Default null: <see cref="TimeBins"/> quantiles.
    /// </summary>
    public IReadOnlyList<double>? TimeBinEdges { get; init; }

    /// <summary>
    /// Months, each above 0, at which models report the survival probability in the column <c>SurvivalAt</c>, such as 12, 36 and 60.
    /// Default none.
    /// </summary>
    public IReadOnlyList<double> ReportedMonths { get; init; } = [];

    /// <summary>Passes over the training patients, at least 1. Default 12.</summary>
    public int Epochs
    {
        get => _epochs ?? Unset.Epochs;
        init => _epochs = value;
    }

    /// <summary>Loss to minimise. Default <see cref="SurvivalLoss.NegativeLogLikelihood"/>.</summary>
    public SurvivalLoss Loss { get; init; } = SurvivalLoss.NegativeLogLikelihood;

    /// <summary>
    /// Extra weight of observed deaths, in [0, 1]: their share of the likelihood under NegativeLogLikelihood, the share of the likelihood
    /// term under CrossEntropy. Default 0, as in all published runs.
    /// </summary>
    public double LossAlpha { get; init; }

    /// <summary>
    /// Share w of Cox's loss, in [0, 1), for networks that predict hazards: (1 - w) times <see cref="Loss"/>, a mean over the patients of a
    /// step, plus w times the negative log partial likelihood, ties by Efron's rule, a mean over its deaths. It teaches the order of
    /// patients, which the likelihood of few bins leaves open. A patient's log hazard is the mean logit of its bins. Risk sets are taken
    /// within a step, so <see cref="BatchSize"/> must be at least 2, better 32. Default 0.
    /// </summary>
    public double CoxWeight { get; init; }

    /// <summary>Optimizer. Default <see cref="SurvivalOptimizer.AdamW"/>.</summary>
    public SurvivalOptimizer Optimizer
    {
        get => _optimizer ?? UnsetRule.Optimizer;
        init => _optimizer = value;
    }

    /// <summary>Momentum of <see cref="SurvivalOptimizer.Sgd"/>, in [0, 1). Default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>
    /// Patients per step, at least 1, whose gradients are averaged; bags may differ in size. A value above the number of training patients
    /// means full batches. Losses that compare patients, and <see cref="CoxWeight"/>, keep the activations of a whole batch in memory.
    /// Default 4.
    /// </summary>
    public int BatchSize
    {
        get => _batchSize ?? Unset.BatchSize;
        init => _batchSize = value;
    }

    /// <summary>Norm to which longer gradients are clipped, above 0; null for no clipping. Default null.</summary>
    public double? MaxGradientNorm { get; init; }

    /// <summary>
    /// Whether an epoch draws patients with replacement, observed deaths and censored patients equally often, instead of each patient once.
    /// Default false.
    /// </summary>
    public bool BalancedSampling { get; init; }

    /// <summary>
    /// Chooses the epoch by validation patients, held out of the training rows. Default null: the last of <see cref="Epochs"/>, as
    /// published.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Largest learning rate of the schedule, above 0. Default 0.002.</summary>
    public double LearningRate
    {
        get => _learningRate ?? Unset.LearningRate;
        init => _learningRate = value;
    }

    /// <summary>
    /// Learning-rate schedule. Default <see cref="LearningRateSchedule.Cosine"/>: with batch size 1 a constant rate leaves the last weights
    /// noisy.
    /// </summary>
    public LearningRateSchedule Schedule
    {
        get => _schedule ?? UnsetRule.Schedule;
        init => _schedule = value;
    }

    /// <summary>Decay factor of the schedules Step, Exponential and Plateau, in (0, 1]. Default 0.5.</summary>
    public double DecayFactor { get; init; } = 0.5;

    /// <summary>Epochs between two decays under Step, or without improvement before one under Plateau, at least 1. Default 10.</summary>
    public int DecayEpochs { get; init; } = 10;

    /// <summary>Steps over which the learning rate rises linearly to that of the schedule, at least 0. Default 0.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>
    /// Weight decay of the weight matrices, at least 0, decoupled with AdamW. Biases, norms and frozen weights do not decay. Default 0.1.
    /// </summary>
    public double WeightDecay
    {
        get => _weightDecay ?? UnsetRule.WeightDecay;
        init => _weightDecay = value;
    }

    /// <summary>
    /// Probability in [0, 1) that a training patient with both modalities is seen with only one of them. For networks that do not learn
    /// from each modality alone otherwise: there the stronger modality dominates, and predictions with a missing one suffer. Default 0.
    /// </summary>
    public double ModalityDropout { get; init; }

    /// <summary>
    /// Maximum number of patches per patient, at least 1: a new random sample in each epoch, an evenly spread one in prediction. Default
    /// 2048.
    /// </summary>
    public int PatchesPerPatient
    {
        get => _patchesPerPatient ?? Unset.PatchesPerPatient;
        init => _patchesPerPatient = value;
    }

    /// <summary>
    /// CPU threads of Torch during training, at least 1. For small networks 1 is often fastest, because their operations are too short to
    /// share. Default null: the setting of the process.
    /// </summary>
    public int? CpuThreads { get; init; }

    /// <summary>Seed of weights, patient order and patch samples. Default null: the context's seed, or 0.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Number of networks that are trained from different seeds and averaged, at least 1; 5 is common. Member k, from 0, has the seed
    /// <see cref="Seed"/> + 1,000,003 k, wrapping at 32 bits, and is the model of a single run with that seed. Survival curves are averaged
    /// (of losses that compare patients, each member's by its own Breslow baseline), the risk is minus the sum of the mean survival
    /// probabilities, and the column <c>RiskSpread</c> says how far the members' risks differ. Modality weights and scores of patches and
    /// groups are means over the members. Training takes as many times as long; memory holds the weights of all members, and the
    /// activations of one at a time. Default 1: a single network.
    /// </summary>
    public int Ensemble { get; init; } = 1;

    /// <summary>
    /// Folds by which the predicted curves are calibrated: for each, the network or ensemble is trained once more without the fold's
    /// patients and predicts them; one slope of the log odds of all hazards and one intercept per time bin, fitted to these predictions,
    /// are stored with the model that all training patients make. Networks overfit, so that their curves are far too extreme without it;
    /// the order of the patients stays, because the score is not changed. Training takes as many times as long as there are folds. Needs a
    /// loss with hazards, and 20 deaths; with fewer there is a warning. Default 0: not calibrated.
    /// </summary>
    /// <seealso href="https://doi.org/10.1145/1102351.1102430">Niculescu-Mizil and Caruana 2005</seealso>
    public int CalibrationFolds { get; init; }

    /// <summary>
    /// Folder for checkpoints. An interrupted run resumes from its last checkpoint when it is started again with the same options and data,
    /// and ends with the weights of an uninterrupted run. Each run has its own file, which is deleted when the run ends; each member of an
    /// ensemble as well, and those files are deleted when all members are trained. Default null: no checkpoints.
    /// </summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Epochs between two checkpoints, at least 1. Default 1.</summary>
    public int CheckpointEpochs { get; init; } = 1;

    /// <summary>
    /// Whether the weights of every epoch, of each member of an ensemble, stay in memory, for <see cref="SurvivalCatalog.EvaluateEpochs"/>.
    /// They are not saved with the model. Not allowed together with a <see cref="CheckpointFolder"/>, and for an ensemble not with a loss
    /// that compares patients, whose curves need a baseline for every epoch. Default false.
    /// </summary>
    public bool KeepEpochWeights { get; init; }

    /// <summary>
    /// Receives the progress on the training thread: after each step, or within one after each patient that is computed alone. Default
    /// null.
    /// </summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Cancels training between two patients, with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Whether a step compares its patients with each other.</summary>
    internal bool ComparesPatients => Loss.ComparesPatients() || CoxWeight > 0;

    /// <summary>Outputs of the network: one hazard per time bin, or one log hazard.</summary>
    internal int Outputs => Loss.ComparesPatients() ? 1 : TimeBins;

    /// <summary>The trainer's own defaults, where the user sets nothing.</summary>
    private protected virtual (int Epochs, double LearningRate, int PatchesPerPatient, int BatchSize) Unset =>
        (DefaultEpochs, DefaultLearningRate, DefaultPatchesPerPatient, DefaultBatchSize);

    /// <summary>The trainer's own rule of steps, where the user sets nothing.</summary>
    private protected virtual (SurvivalOptimizer Optimizer, LearningRateSchedule Schedule, double WeightDecay) UnsetRule =>
        (SurvivalOptimizer.AdamW, LearningRateSchedule.Cosine, 0.1);

    /// <summary>The options with the number of bins that there are.</summary>
    internal TOptions With<TOptions>(AdaMHF.Survival.TimeBins bins) where TOptions : SurvivalTrainerOptions =>
        (TOptions)(Loss.ComparesPatients() ? this : this with { TimeBins = bins.Count });

    /// <summary>Weight decay of a weight matrix.</summary>
    /// <param name="parameter">Its state-dict key.</param>
    internal virtual double DecayOf(string parameter) => WeightDecay;

    internal virtual void Check()
    {
        OptionCheck.Require(TimeBins >= 2, nameof(TimeBins), TimeBins, "at least 2");
        TrainingBins.Check(TimeBinEdges, nameof(TimeBinEdges));
        OptionCheck.Require(
            ReportedMonths.All(months => months > 0 && double.IsFinite(months)),
            nameof(ReportedMonths),
            string.Join(", ", ReportedMonths),
            "finite months above 0");
        OptionCheck.Require(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        OptionCheck.Require(
            LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "a finite number above 0");
        OptionCheck.Require(Enum.IsDefined(Loss), nameof(Loss), Loss, "one of the losses");
        OptionCheck.Require(LossAlpha is >= 0 and <= 1, nameof(LossAlpha), LossAlpha, "a number in [0, 1]");
        OptionCheck.Require(Enum.IsDefined(Optimizer), nameof(Optimizer), Optimizer, "one of the optimizers");
        OptionCheck.Require(Enum.IsDefined(Schedule), nameof(Schedule), Schedule, "one of the schedules");
        OptionCheck.Require(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "a number in [0, 1)");
        OptionCheck.Require(BatchSize >= 1, nameof(BatchSize), BatchSize, "at least 1");
        OptionCheck.Require(CoxWeight is >= 0 and < 1, nameof(CoxWeight), CoxWeight, "a number in [0, 1)");
        OptionCheck.Require(
            CoxWeight == 0 || !Loss.ComparesPatients(), nameof(CoxWeight), CoxWeight, $"0, because the loss {Loss} has no hazards");
        OptionCheck.Require(
            BatchSize >= 2 || !ComparesPatients,
            nameof(BatchSize),
            BatchSize,
            $"at least 2, better 32, because {(CoxWeight > 0 ? nameof(CoxWeight) : $"the loss {Loss}")} compares the patients of a step");
        OptionCheck.Require(Ensemble >= 1, nameof(Ensemble), Ensemble, "at least 1");
        OptionCheck.Require(
            CalibrationFolds is 0 or >= 2, nameof(CalibrationFolds), CalibrationFolds, "at least 2, or 0 for curves as they are");
        OptionCheck.Require(
            CalibrationFolds == 0 || !Loss.ComparesPatients(),
            nameof(CalibrationFolds),
            CalibrationFolds,
            $"0, because the loss {Loss} has no hazards");
        OptionCheck.Require(
            !KeepEpochWeights || Ensemble == 1 || !Loss.ComparesPatients(),
            nameof(KeepEpochWeights),
            KeepEpochWeights,
            $"false for an ensemble with the loss {Loss}: curves to average need a baseline, which only the last epoch has");
        OptionCheck.Require(CheckpointEpochs >= 1, nameof(CheckpointEpochs), CheckpointEpochs, "at least 1");
        OptionCheck.Require(
            !KeepEpochWeights || CheckpointFolder is null,
            nameof(KeepEpochWeights),
            KeepEpochWeights,
            $"false where there is a {nameof(CheckpointFolder)}");
        OptionCheck.Require(MaxGradientNorm is null or > 0, nameof(MaxGradientNorm), MaxGradientNorm ?? 0, "above 0, or null");
        OptionCheck.Require(DecayFactor is > 0 and <= 1, nameof(DecayFactor), DecayFactor, "a number in (0, 1]");
        OptionCheck.Require(DecayEpochs >= 1, nameof(DecayEpochs), DecayEpochs, "at least 1");
        OptionCheck.Require(WarmUpSteps >= 0, nameof(WarmUpSteps), WarmUpSteps, "at least 0");
        EarlyStopping?.Check();
        OptionCheck.Require(
            WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "a finite number, at least 0");
        OptionCheck.Require(ModalityDropout is >= 0 and < 1, nameof(ModalityDropout), ModalityDropout, "a number in [0, 1)");
        OptionCheck.Require(CpuThreads is null or >= 1, nameof(CpuThreads), CpuThreads ?? 0, "at least 1, or null");
        OptionCheck.Require(PatchesPerPatient >= 1, nameof(PatchesPerPatient), PatchesPerPatient, "at least 1");
    }
}
