using AdaMHF.Networks;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Learns discrete hazards, which judge every patient alone: a patient's graph is let go before the next one comes.</summary>
internal sealed class HazardLearner(SurvivalTrainerOptions options, TrainingPatients patients, int[] bins) : StepLearner(patients)
{
    private double _sum;

    public override void Take(SurvivalOutput output, int patient, int epoch, double share)
    {
        var loss = options.Loss == SurvivalLoss.CrossEntropy
            ? DiscreteSurvivalLoss.CrossEntropy(output.Logits, bins[patient], Patients.Event[patient], options.LossAlpha)
            : DiscreteSurvivalLoss.NegativeLogLikelihood(output.Logits, bins[patient], Patients.Event[patient], options.LossAlpha);
        var weighted = Weighted(loss, output);
        var whole = output.AuxiliaryLoss is null ? weighted : weighted + output.AuxiliaryLoss;
        (share == 1 ? whole : whole * share).backward();
        _sum += Finite(loss, $"patient {Patients.Ids[patient]}", epoch);
    }

    public override double End(int epoch)
    {
        var sum = _sum;
        _sum = 0;
        return sum;
    }

    public override double Judge(int[] patients, NetworkPrediction[] predictions) =>
        patients.Select((patient, place) => -DiscreteHazards.LogLikelihood(predictions[place].Outputs, bins[patient], Patients.Event[patient])).Average();
}
