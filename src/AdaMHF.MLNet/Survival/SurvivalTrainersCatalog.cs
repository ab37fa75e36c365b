using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Survival trainers, <c>mlContext.Survival.Trainers</c>.</summary>
public sealed class SurvivalTrainersCatalog
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
