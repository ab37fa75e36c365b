using AdaMHF.MLNet;
using AdaMHF.Networks;

namespace AdaMHF.Benchmark;

/// <summary>What a plan changes about how a network is trained; null leaves the trainer's own default.</summary>
public sealed record SystemSettings
{
    /// <summary>Passes over the training patients.</summary>
    public int? Epochs { get; init; }

    /// <summary>Largest step size.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Weight decay.</summary>
    public double? WeightDecay { get; init; }

    /// <summary>Patients of a step.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Most patches of a patient that are used at once.</summary>
    public int? PatchesPerPatient { get; init; }

    /// <summary>Probability that a training patient is shown with one modality alone.</summary>
    public double? ModalityDropout { get; init; }

    /// <summary>How gradients become steps.</summary>
    public SurvivalOptimizer? Optimizer { get; init; }

    /// <summary>How the step size develops.</summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>Whether deaths and survivors are drawn equally often.</summary>
    public bool? BalancedSampling { get; init; }

    /// <summary>Share of Cox's loss beside the likelihood.</summary>
    public double? CoxWeight { get; init; }

    /// <summary>Modalities whose ridge Cox predictor AdaMHF starts from; no other system has one.</summary>
    public LinearStart? LinearStart { get; init; }

    /// <summary>Networks of different seeds that are averaged, see <see cref="SurvivalTrainerOptions.Ensemble"/>.</summary>
    public int? Ensemble { get; init; }

    /// <summary>Folds by which curves are calibrated, see <see cref="SurvivalTrainerOptions.CalibrationFolds"/>.</summary>
    public int? CalibrationFolds { get; init; }

    /// <summary>How many of the plan's seeds the system is trained with, from the first on; null for all.</summary>
    public int? Seeds { get; init; }

    /// <summary>These settings, and the others' where these say nothing.</summary>
    /// <param name="others">The others.</param>
    public SystemSettings Over(SystemSettings others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return new()
        {
            Epochs = Epochs ?? others.Epochs,
            LearningRate = LearningRate ?? others.LearningRate,
            WeightDecay = WeightDecay ?? others.WeightDecay,
            BatchSize = BatchSize ?? others.BatchSize,
            PatchesPerPatient = PatchesPerPatient ?? others.PatchesPerPatient,
            ModalityDropout = ModalityDropout ?? others.ModalityDropout,
            Optimizer = Optimizer ?? others.Optimizer,
            Schedule = Schedule ?? others.Schedule,
            BalancedSampling = BalancedSampling ?? others.BalancedSampling,
            CoxWeight = CoxWeight ?? others.CoxWeight,
            LinearStart = LinearStart ?? others.LinearStart,
            Ensemble = Ensemble ?? others.Ensemble,
            CalibrationFolds = CalibrationFolds ?? others.CalibrationFolds,
            Seeds = Seeds ?? others.Seeds,
        };
    }

    /// <summary>A trainer's own options with these settings; what is not set here stays unset there.</summary>
    internal SurvivalTrainerOptions ApplyTo(SurvivalTrainerOptions own)
    {
        if (Epochs is { } epochs) own = own with { Epochs = epochs };
        if (LearningRate is { } learningRate) own = own with { LearningRate = learningRate };
        if (WeightDecay is { } weightDecay) own = own with { WeightDecay = weightDecay };
        if (BatchSize is { } batchSize) own = own with { BatchSize = batchSize };
        if (PatchesPerPatient is { } patchesPerPatient) own = own with { PatchesPerPatient = patchesPerPatient };
        if (ModalityDropout is { } modalityDropout) own = own with { ModalityDropout = modalityDropout };
        if (Optimizer is { } optimizer) own = own with { Optimizer = optimizer };
        if (Schedule is { } schedule) own = own with { Schedule = schedule };
        if (BalancedSampling is { } balancedSampling) own = own with { BalancedSampling = balancedSampling };
        if (CoxWeight is { } coxWeight) own = own with { CoxWeight = coxWeight };
        if (LinearStart is { } linearStart && own is AdaMhfTrainer.Options adaMhf) own = adaMhf with { LinearStart = linearStart };
        if (Ensemble is { } ensemble) own = own with { Ensemble = ensemble };
        if (CalibrationFolds is { } folds) own = own with { CalibrationFolds = folds };
        return own;
    }
}
