using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>One fold: a model, the patients held out from it, and how it did on them.</summary>
public sealed class SurvivalFold
{
    internal SurvivalFold(int number, ITransformer model, IDataView trainSet, IDataView scoredHoldOutSet, SurvivalMetrics metrics)
    {
        Number = number;
        Model = model;
        TrainSet = trainSet;
        ScoredHoldOutSet = scoredHoldOutSet;
        Metrics = metrics;
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
}
