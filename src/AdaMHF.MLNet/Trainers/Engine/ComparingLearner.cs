using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Learns by comparing the patients of a step with each other: the graphs of all of them stay until its end.</summary>
internal abstract class ComparingLearner(TrainingPatients patients) : StepLearner(patients)
{
    private readonly List<(BatchOutput Output, int[] Patients)> _taken = [];

    /// <summary>Whether a step is worth anything without a death, so that nothing is compared.</summary>
    protected abstract bool LearnsWithoutDeath { get; }

    public override void Take(BatchOutput output, int[] patients, int epoch, double share)
    {
        _taken.Add((output, patients));
        var logits = output.Logits.detach();
        // One number per patient that is finite where all its logits are.
        RequireFinite([.. logits.sum(1).cpu().data<float>()], patients, logits.shape[1] == 1 ? "risk" : "sum of logits", epoch);
    }

    public override double? End(int epoch)
    {
        var (taken, step) = (_taken.ToArray(), _taken.SelectMany(taken => taken.Patients).ToArray());
        _taken.Clear();
        // Decay and momentum alone must not move the weights.
        if (!LearnsWithoutDeath && !step.Any(patient => Patients.Event[patient])) return null;
        var loss = Loss(cat([.. taken.Select(part => part.Output.Logits)]), step);
        Tensor[] auxiliary =
        [
            .. taken.Where(part => part.Output.AuxiliaryLoss is not null)
                .Select(part => part.Output.AuxiliaryLoss!.Times((double)part.Patients.Length / step.Length)),
        ];
        Whole(loss, taken[0].Output with { AuxiliaryLoss = auxiliary.Length == 0 ? null : stack(auxiliary).sum() }).backward();
        RequireFinite([loss.item<float>()], step, "step's loss", epoch);
        return loss.item<float>() * step.Length;
    }

    /// <summary>The data loss of patients.</summary>
    /// <param name="logits">[patients, outputs].</param>
    /// <param name="patients">Numbers of the patients.</param>
    /// <returns>Scalar.</returns>
    protected abstract Tensor Loss(Tensor logits, int[] patients);

    protected float[] TimeOf(int[] patients) => Array.ConvertAll(patients, patient => (float)Patients.Time[patient]);

    protected bool[] EventOf(int[] patients) => Array.ConvertAll(patients, patient => Patients.Event[patient]);
}
