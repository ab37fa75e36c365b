using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Turns what a network says about the patients of a step into gradients.</summary>
internal abstract class StepLearner(TrainingPatients patients)
{
    protected TrainingPatients Patients { get; } = patients;

    /// <summary>The learner of a loss.</summary>
    public static StepLearner Of(SurvivalTrainerOptions options, TrainingPatients patients, int[] bins) =>
        options.Loss.ComparesPatients() ? new RiskLearner(options, patients) : new HazardLearner(options, patients, bins);

    /// <summary>Takes a patient's output; the tensors belong to the dispose scope of the step.</summary>
    /// <param name="output">What the network says.</param>
    /// <param name="patient">Number of the patient.</param>
    /// <param name="epoch">For messages.</param>
    /// <param name="share">What a patient counts in the step: one through the number of its patients.</param>
    public abstract void Take(SurvivalOutput output, int patient, int epoch, double share);

    /// <summary>Ends a step: all its gradients are there.</summary>
    /// <returns>Sum over its patients of the data loss.</returns>
    public abstract double End(int epoch);

    /// <summary>The data loss of patients who were not learned from, per patient.</summary>
    /// <param name="patients">Numbers of the patients.</param>
    /// <param name="predictions">What the network says of them.</param>
    public abstract double Judge(int[] patients, NetworkPrediction[] predictions);

    protected static Tensor Weighted(Tensor loss, SurvivalOutput output) => output.DataLossWeight == 1 ? loss : loss * output.DataLossWeight;

    protected static double Finite(Tensor loss, string whose, int epoch)
    {
        var value = loss.item<float>();
        return float.IsFinite(value) ? value : throw new InvalidOperationException(
            $"The loss of {whose} in epoch {epoch} is {value}. Look for NaN or huge values in the patient's features, or lower LearningRate.");
    }
}
