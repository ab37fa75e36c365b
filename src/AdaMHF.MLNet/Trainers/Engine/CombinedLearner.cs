using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Learns discrete hazards, and by them the order of the patients of a step.</summary>
internal sealed class CombinedLearner(SurvivalTrainerOptions options, TrainingPatients patients, int[] bins) : ComparingLearner(patients)
{
    // Hazards closer to 0 or 1 have no logit in single precision.
    private const double Smallest = 1e-7;

    protected override bool LearnsWithoutDeath => true;

    public override double Evaluate(int[] patients, NetworkPrediction[] predictions)
    {
        if (patients.Length < 2) return double.NaN;
        using var scope = NewDisposeScope();
        float[] logits = [.. predictions.SelectMany(prediction => prediction.Outputs, (_, hazard) => Logit(hazard))];
        return Loss(tensor(logits).reshape(patients.Length, -1), patients).item<float>();
    }

    protected override Tensor Loss(Tensor logits, int[] patients)
    {
        var died = EventOf(patients);
        var losses = HazardLearner.Losses(options, logits, Array.ConvertAll(patients, patient => bins[patient]), died);
        return CombinedLoss.Of(losses, logits, TimeOf(patients), died, options.CoxWeight);
    }

    private static float Logit(double hazard)
    {
        var inside = Math.Clamp(hazard, Smallest, 1 - Smallest);
        return (float)Math.Log(inside / (1 - inside));
    }
}
