using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>One fold of a cross-validation: the model, its held-out patients, and its metrics on them.</summary>
public sealed class SurvivalFold
{
    internal SurvivalFold(
        int number,
        ITransformer model,
        IDataView trainSet,
        IDataView scoredHoldOutSet,
        SurvivalMetrics metrics,
        BestEpochOnHoldOut? bestEpoch)
    {
        Number = number;
        Model = model;
        TrainSet = trainSet;
        ScoredHoldOutSet = scoredHoldOutSet;
        Metrics = metrics;
        BestEpoch = bestEpoch;
    }

    /// <summary>Number of the fold, from 0.</summary>
    public int Number { get; }

    /// <summary>
    /// Pipeline fitted on <see cref="TrainSet"/> alone: scalers, time bins and weights are independent of the held-out patients.
    /// </summary>
    public ITransformer Model { get; }

    /// <summary>The training rows.</summary>
    public IDataView TrainSet { get; }

    /// <summary>The held-out rows, scored by <see cref="Model"/> when they are read.</summary>
    public IDataView ScoredHoldOutSet { get; }

    /// <summary>Metrics on the held-out patients.</summary>
    public SurvivalMetrics Metrics { get; }

    /// <summary>
    /// The best epoch on the held-out patients, an optimistic number for comparison with published ones; null unless the trainer keeps its
    /// epochs (<see cref="SurvivalTrainerOptions.KeepEpochWeights"/>).
    /// </summary>
    public BestEpochOnHoldOut? BestEpoch { get; }
}
