using System.Diagnostics;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.Speed.Training;

/// <summary>Seconds of the parts of training steps: forward, backward and optimizer.</summary>
internal readonly record struct StepParts(double Forward, double Backward, double Optimizer)
{
    public double Whole => Forward + Backward + Optimizer;

    /// <summary>Median over some steps of a network on random patients, as the training engine makes them.</summary>
    /// <param name="network">The network, in training.</param>
    /// <param name="batch">Patients of a step.</param>
    /// <param name="patient">A patient.</param>
    /// <param name="steps">Steps that are timed, after two that are not.</param>
    public static StepParts Of(SurvivalNetwork network, int batch, Func<PatientTensors> patient, int steps)
    {
        network.train();
        using var optimizer = StepOptimizer.Create(
            network.named_parameters().Select(entry => (entry.parameter, 0.1)), SurvivalOptimizer.AdamW);
        var parts = new List<StepParts>();
        for (var step = 0; step < steps + 2; step++)
        {
            using var scope = NewDisposeScope();
            var patients = BatchTensors.Of([.. Enumerable.Range(0, batch).Select(_ => patient())]);
            patients = patients with { Outcomes = [.. Enumerable.Range(0, batch).Select(i => new PatientOutcome(i % 4, i % 2 == 0))] };
            var made = Made(network, optimizer, patients);
            if (step >= 2) parts.Add(made);
        }
        double Median(Func<StepParts, double> part) => parts.Select(part).Order().ElementAt(parts.Count / 2);
        return new(Median(part => part.Forward), Median(part => part.Backward), Median(part => part.Optimizer));
    }

    private static StepParts Made(SurvivalNetwork network, StepOptimizer optimizer, BatchTensors patients)
    {
        var start = Stopwatch.GetTimestamp();
        var output = network.PredictBatch(patients);
        var (bins, died) = (patients.Outcomes!.Select(outcome => outcome.Bin), patients.Outcomes!.Select(outcome => outcome.Event));
        var loss = DiscreteSurvivalBatchLoss.NegativeLogLikelihood(output.Logits, [.. bins], [.. died]).mean();
        if (output.DataLossWeight != 1) loss = loss.Times(output.DataLossWeight);
        if (output.AuxiliaryLoss is { } auxiliary) loss = loss.Plus(auxiliary);
        var forward = Stopwatch.GetTimestamp();
        loss.backward();
        loss.item<float>();
        var backward = Stopwatch.GetTimestamp();
        optimizer.Step(1e-4);
        var end = Stopwatch.GetTimestamp();
        double Seconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds;
        return new(Seconds(start, forward), Seconds(forward, backward), Seconds(backward, end));
    }
}
