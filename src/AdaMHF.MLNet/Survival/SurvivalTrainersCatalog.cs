using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Survival trainers, <c>mlContext.Survival.Trainers</c>.</summary>
public sealed partial class SurvivalTrainersCatalog
{
    private readonly MLContext _context;

    internal SurvivalTrainersCatalog(MLContext context) => _context = context;

    /// <summary>AdaMHF, adaptive multimodal hierarchical fusion of patch bags and genomic groups, with the common parameters.</summary>
    /// <param name="bagColumnName">Column of patch bags; null to train on genomics alone.</param>
    /// <param name="timeColumnName">Months, Single, above 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <param name="epochs">Passes over the training patients.</param>
    /// <param name="learningRate">Step size of the optimiser, above 0.</param>
    public AdaMhfTrainer AdaMhf(
        string? bagColumnName = SurvivalColumns.Bag,
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event,
        int epochs = SurvivalTrainerOptions.DefaultEpochs,
        double learningRate = SurvivalTrainerOptions.DefaultLearningRate) => AdaMhf(new AdaMhfTrainer.Options
        {
            BagColumnName = bagColumnName,
            TimeColumnName = timeColumnName,
            EventColumnName = eventColumnName,
            Epochs = epochs,
            LearningRate = learningRate,
        });

    /// <summary>Cox proportional hazards regression on a feature vector, with the common parameters.</summary>
    /// <param name="featureColumnName">Vector column of Single, without NaN.</param>
    /// <param name="timeColumnName">Months, Single, above 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <param name="ridge">Strength of the ridge penalty, at least 0; needed where features are many.</param>
    public CoxTrainer CoxProportionalHazards(
        string featureColumnName = "Features",
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event,
        double ridge = 0) => CoxProportionalHazards(new CoxTrainer.Options
        {
            FeatureColumnName = featureColumnName,
            TimeColumnName = timeColumnName,
            EventColumnName = eventColumnName,
            Ridge = ridge,
        });

    /// <summary>Cox proportional hazards regression with every option.</summary>
    /// <param name="options">Options; checked here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public CoxTrainer CoxProportionalHazards(CoxTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new CoxTrainer(_context, options);
    }

    /// <summary>Linear regression of discrete hazards on a feature vector, with the common parameters.</summary>
    /// <param name="featureColumnName">Vector column of Single, without NaN.</param>
    /// <param name="timeColumnName">Months, Single, above 0.</param>
    /// <param name="eventColumnName">Boolean, true = death observed.</param>
    /// <param name="ridge">Strength of the ridge penalty per standard deviation, at least 0.</param>
    public DiscreteHazardTrainer DiscreteHazard(
        string featureColumnName = "Features",
        string timeColumnName = SurvivalColumns.Time,
        string eventColumnName = SurvivalColumns.Event,
        double ridge = 1) => DiscreteHazard(new DiscreteHazardTrainer.Options
        {
            FeatureColumnName = featureColumnName,
            TimeColumnName = timeColumnName,
            EventColumnName = eventColumnName,
            Ridge = ridge,
        });

    /// <summary>Linear regression of discrete hazards with every option.</summary>
    /// <param name="options">Options; checked here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DiscreteHazardTrainer DiscreteHazard(DiscreteHazardTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new DiscreteHazardTrainer(_context, options);
    }

    /// <summary>AdaMHF with every option.</summary>
    /// <param name="options">Options; checked here.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public AdaMhfTrainer AdaMhf(AdaMhfTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new AdaMhfTrainer(_context, options);
    }
}
