using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// Learns a log hazard by comparing the patients of a step with each other: the graphs of all of them stay until its end.
/// </summary>
internal sealed class RiskLearner(SurvivalTrainerOptions options, TrainingPatients patients) : StepLearner(patients)
{
    private readonly List<(BatchOutput Output, int[] Patients)> _taken = [];

    public override void Take(BatchOutput output, int[] patients, int epoch, double share)
    {
        _taken.Add((output, patients));
        RequireFinite([.. output.Logits.detach().cpu().data<float>()], patients, "risk", epoch);
    }

    public override double? End(int epoch)
    {
        var (taken, step) = (_taken.ToArray(), _taken.SelectMany(taken => taken.Patients).ToArray());
        _taken.Clear();
        // Without a death nothing is compared; decay and momentum alone must not move the weights.
        if (!step.Any(patient => Patients.Event[patient])) return null;
        var loss = Loss(cat([.. taken.Select(part => part.Output.Logits.reshape(-1))]), step);
        Tensor[] auxiliary =
        [
            .. taken.Where(part => part.Output.AuxiliaryLoss is not null)
                .Select(part => part.Output.AuxiliaryLoss!.Times((double)part.Patients.Length / step.Length)),
        ];
        Whole(loss, taken[0].Output with { AuxiliaryLoss = auxiliary.Length == 0 ? null : stack(auxiliary).sum() }).backward();
        RequireFinite([loss.item<float>()], step, "step's loss", epoch);
        return loss.item<float>() * step.Length;
    }

    public override double Evaluate(int[] patients, NetworkPrediction[] predictions)
    {
        if (patients.Length < 2) return double.NaN;
        using var scope = NewDisposeScope();
        return Loss(tensor(Array.ConvertAll(predictions, prediction => (float)prediction.Risk)), patients).item<float>();
    }

    private Tensor Loss(Tensor logHazards, int[] patients)
    {
        float[] time = Array.ConvertAll(patients, patient => (float)Patients.Time[patient]);
        bool[] died = Array.ConvertAll(patients, patient => Patients.Event[patient]);
        return options.Loss == SurvivalLoss.Ranking ? RankingLoss.Of(logHazards, time, died) : CoxLoss.Efron(logHazards, time, died);
    }
}
