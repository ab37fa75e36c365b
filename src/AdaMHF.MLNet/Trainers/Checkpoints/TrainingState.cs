using AdaMHF.Networks;
using AdaMHF.TensorFiles;

namespace AdaMHF.MLNet;

/// <summary>Everything that changes in the course of a run; what a checkpoint keeps.</summary>
/// <param name="Network">The network.</param>
/// <param name="Optimizer">Its optimiser.</param>
/// <param name="Plan">Step sizes.</param>
/// <param name="Best">The best epoch so far; null without early stopping.</param>
internal sealed record TrainingState(SurvivalNetwork Network, StepOptimizer Optimizer, LearningRatePlan Plan, BestEpoch? Best)
{
    /// <summary>Every epoch that is done.</summary>
    public List<TrainingEpoch> Curve { get; } = [];

    /// <summary>The weights after every epoch, where they are kept.</summary>
    public List<NamedTensors> Epochs { get; } = [];

    /// <summary>Number of the last epoch that is done; 0 at the start.</summary>
    public int Epoch => Curve.Count;

    /// <summary>Whether patience is at its end.</summary>
    public bool Ended => Best?.Ended(Epoch) ?? false;

    /// <summary>Takes note of the end of an epoch.</summary>
    public void End(double loss, ValidationResult? validation)
    {
        var epoch = Epoch + 1;
        var concordance = validation?.Concordance;
        Curve.Add(new(
            epoch, Plan.At(epoch, Plan.StepsPerEpoch - 1), loss,
            validation?.Loss, concordance?.ConcordanceIndex, concordance?.ComparablePairs));
        Plan.EndEpoch(validation?.Loss ?? loss);
        if (validation is not null) Best!.End(epoch, validation, Network);
    }
}
