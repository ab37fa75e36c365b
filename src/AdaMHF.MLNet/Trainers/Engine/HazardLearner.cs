using AdaMHF.Networks;
using AdaMHF.Survival;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// Learns discrete hazards, whose loss looks at every patient alone: the graph of some patients is let go before the next ones come.
/// </summary>
internal sealed class HazardLearner(SurvivalTrainerOptions options, TrainingPatients patients, int[] bins) : StepLearner(patients)
{
    private double _sum;

    public override void Take(BatchOutput output, int[] patients, int epoch, double share)
    {
        var own = Array.ConvertAll(patients, patient => bins[patient]);
        var died = Array.ConvertAll(patients, patient => Patients.Event[patient]);
        var losses = Losses(options, output.Logits, own, died);
        var whole = Whole(losses.mean(), output);
        (share == 1 ? whole : whole.Times(share)).backward();
        float[] values = [.. losses.detach().cpu().data<float>()];
        RequireFinite(values, patients, "loss", epoch);
        _sum += values.Sum(value => (double)value);
    }

    /// <summary>[n], the loss of each patient's hazards.</summary>
    public static Tensor Losses(SurvivalTrainerOptions options, Tensor logits, int[] bins, bool[] died) =>
        options.Loss == SurvivalLoss.CrossEntropy
            ? DiscreteSurvivalBatchLoss.CrossEntropy(logits, bins, died, options.LossAlpha)
            : DiscreteSurvivalBatchLoss.NegativeLogLikelihood(logits, bins, died, options.LossAlpha);

    public override double? End(int epoch)
    {
        var sum = _sum;
        _sum = 0;
        return sum;
    }

    public override double Evaluate(int[] patients, NetworkPrediction[] predictions) =>
        patients
            .Select((patient, place) => -DiscreteHazards.LogLikelihood(predictions[place].Outputs, bins[patient], Patients.Event[patient]))
            .Average();
}
