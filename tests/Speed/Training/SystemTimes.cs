using AdaMHF.Networks;
using AdaMHF.Speed.Networks;
using static TorchSharp.torch;

namespace AdaMHF.Speed.Training;

/// <summary>Seconds of a training step and of a prediction of a batch, median and least of some.</summary>
internal sealed record SystemTimes((double Median, double Least) Step, (double Median, double Least) Score)
{
    /// <summary>Times a network on equal patients.</summary>
    public static SystemTimes Of(SurvivalNetwork network, SystemRow system, int batch, int runs)
    {
        using var whole = NewDisposeScope();
        var patient = system.Patient();
        var steps = StepParts.All(network, () => StepParts.InMemory(batch, () => patient), runs)
            .Select(parts => parts.Step).Order().ToArray();
        network.eval();
        var patients = BatchTensors.Of([.. Enumerable.Repeat(patient with { Outcome = null }, batch)]);
        var score = Timing.Of(() =>
        {
            using var scope = NewDisposeScope();
            using var inference = inference_mode();
            network.PredictBatch(patients).Logits.cpu();
        }, runs);
        return new((steps[steps.Length / 2], steps[0]), (score.Median, score.Minimum));
    }
}
