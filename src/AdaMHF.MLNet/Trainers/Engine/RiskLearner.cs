using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Learns a log hazard by comparing the patients of a step with each other: the graphs of all of them stay until its end.</summary>
internal sealed class RiskLearner(SurvivalTrainerOptions options, TrainingPatients patients) : StepLearner(patients)
{
    private readonly List<(SurvivalOutput Output, int Patient)> _taken = [];

    public override void Take(SurvivalOutput output, int patient, int epoch, double share)
    {
        _taken.Add((output, patient));
        if (float.IsFinite(output.Logits.item<float>())) return;
        throw new InvalidOperationException(
            $"The risk of patient {Patients.Ids[patient]} in epoch {epoch} is {output.Logits.item<float>()}. Look for NaN or huge values in the patient's features, or lower LearningRate.");
    }

    public override double End(int epoch)
    {
        var (outputs, step) = (_taken.ConvertAll(taken => taken.Output), _taken.ConvertAll(taken => taken.Patient).ToArray());
        _taken.Clear();
        var loss = Loss(cat([.. outputs.Select(output => output.Logits.reshape(1))]), step);
        var whole = Weighted(loss, outputs[0]);
        Tensor[] auxiliary = [.. outputs.Select(output => output.AuxiliaryLoss).OfType<Tensor>()];
        if (auxiliary.Length > 0) whole = whole + (stack(auxiliary).sum() / step.Length);
        whole.backward();
        return Finite(loss, $"the step of patient {Patients.Ids[step[0]]}", epoch) * step.Length;
    }

    public override double Judge(int[] patients, NetworkPrediction[] predictions)
    {
        using var scope = NewDisposeScope();
        return patients.Length < 2 ? double.NaN : Loss(tensor(Array.ConvertAll(predictions, prediction => (float)prediction.Risk)), patients).item<float>();
    }

    private Tensor Loss(Tensor logHazards, int[] patients)
    {
        var (time, died) = (Array.ConvertAll(patients, patient => (float)Patients.Time[patient]), Array.ConvertAll(patients, patient => Patients.Event[patient]));
        return options.Loss == SurvivalLoss.Ranking ? RankingLoss.Of(logHazards, time, died) : CoxLoss.Efron(logHazards, time, died);
    }
}
