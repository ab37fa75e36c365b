using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Learns a log hazard.</summary>
internal sealed class RiskLearner(SurvivalTrainerOptions options, TrainingPatients patients) : ComparingLearner(patients)
{
    protected override bool LearnsWithoutDeath => false;

    public override double Evaluate(int[] patients, NetworkPrediction[] predictions)
    {
        if (patients.Length < 2) return double.NaN;
        using var scope = NewDisposeScope();
        return Loss(tensor(Array.ConvertAll(predictions, prediction => (float)prediction.Risk)).unsqueeze(1), patients).item<float>();
    }

    protected override Tensor Loss(Tensor logits, int[] patients) => options.Loss == SurvivalLoss.Ranking
        ? RankingLoss.Of(logits.reshape(-1), TimeOf(patients), EventOf(patients))
        : CoxLoss.Efron(logits.reshape(-1), TimeOf(patients), EventOf(patients));
}
