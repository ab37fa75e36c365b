using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Turns what a network says about the patients of a step into gradients.</summary>
internal abstract class StepLearner(TrainingPatients patients)
{
    protected TrainingPatients Patients { get; } = patients;

    /// <summary>The learner of a loss.</summary>
    public static StepLearner Of(SurvivalTrainerOptions options, TrainingPatients patients, int[] bins) =>
        options.Loss.ComparesPatients() ? new RiskLearner(options, patients)
        : options.CoxWeight > 0 ? new CombinedLearner(options, patients, bins)
        : new HazardLearner(options, patients, bins);

    /// <summary>Takes the output of some patients of a step; the tensors belong to the dispose scope of the step.</summary>
    /// <param name="output">What the network says.</param>
    /// <param name="patients">Numbers of the patients.</param>
    /// <param name="epoch">For messages.</param>
    /// <param name="share">What these patients count in the step: their share of its patients.</param>
    public abstract void Take(BatchOutput output, int[] patients, int epoch, double share);

    /// <summary>Ends a step: all its gradients are there.</summary>
    /// <returns>Sum over its patients of the data loss; null when there is nothing to learn from, so that no step must be made.</returns>
    public abstract double? End(int epoch);

    /// <summary>The data loss of validation patients, per patient.</summary>
    /// <param name="patients">Numbers of the patients.</param>
    /// <param name="predictions">What the network says of them.</param>
    public abstract double Evaluate(int[] patients, NetworkPrediction[] predictions);

    protected static Tensor Whole(Tensor loss, BatchOutput output)
    {
        var weighted = output.DataLossWeight == 1 ? loss : loss.Times(output.DataLossWeight);
        return output.AuxiliaryLoss is null ? weighted : weighted.Plus(output.AuxiliaryLoss);
    }

    /// <summary>Refuses what is not finite, by the patient's name.</summary>
    protected void RequireFinite(ReadOnlySpan<float> values, int[] patients, string what, int epoch)
    {
        for (var place = 0; place < values.Length; place++)
        {
            if (float.IsFinite(values[place])) continue;
            throw new InvalidOperationException(
                $"The {what} of patient {Patients.Ids[patients[place]]} in epoch {epoch} is {values[place]}. "
                + "Look for NaN or huge values in the patient's features, or lower LearningRate.");
        }
    }
}
