using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>One fold: a model, the patients held out from it, and how it did on them.</summary>
public sealed class SurvivalFold
{
    internal SurvivalFold(int number, ITransformer model, IDataView trainSet, IDataView scoredHoldOutSet, SurvivalMetrics metrics, BestEpochOnHoldOut? bestEpoch)
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

    /// <summary>Pipeline fitted on <see cref="TrainSet"/> alone: scalers, time bins and weights have not seen the held-out patients.</summary>
    public ITransformer Model { get; }

    /// <summary>The rows that were learned from.</summary>
    public IDataView TrainSet { get; }

    /// <summary>The held-out rows, scored by <see cref="Model"/> when they are read.</summary>
    public IDataView ScoredHoldOutSet { get; }

    /// <summary>How well the held-out patients were predicted.</summary>
    public SurvivalMetrics Metrics { get; }

    /// <summary>
    /// The best epoch on the held-out patients, a flattering number, for comparison with published ones; null unless the trainer keeps its epochs
    /// (<see cref="SurvivalTrainerOptions.KeepEpochWeights"/>).
    /// </summary>
    public BestEpochOnHoldOut? BestEpoch { get; }
}
