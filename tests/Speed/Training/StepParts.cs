using System.Diagnostics;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.Speed.Training;

/// <summary>Seconds of the parts of training steps: reading, forward, backward, optimizer, and the rest, which is letting go.</summary>
internal readonly record struct StepParts(double Read, double Forward, double Backward, double Optimizer, double Rest)
{
    /// <summary>What the network takes: forward, backward and optimizer.</summary>
    public double Step => Forward + Backward + Optimizer;

    /// <summary>Everything; the training engine reads the next patients while it computes.</summary>
    public double Whole => Read + Step + Rest;

    /// <summary>Median over some steps of a network on patients, as the training engine makes them.</summary>
    /// <param name="network">The network.</param>
    /// <param name="read">Reads the patients of a step, in as many batches as are computed one after the other.</param>
    /// <param name="steps">Steps that are timed, after two that are not.</param>
    public static StepParts Of(SurvivalNetwork network, Func<IEnumerable<BatchTensors>> read, int steps)
    {
        var parts = All(network, read, steps);
        double Median(Func<StepParts, double> part) => parts.Select(part).Order().ElementAt(parts.Length / 2);
        return new(
            Median(part => part.Read), Median(part => part.Forward), Median(part => part.Backward), Median(part => part.Optimizer),
            Median(part => part.Rest));
    }

    /// <summary>The parts of each step.</summary>
    public static StepParts[] All(SurvivalNetwork network, Func<IEnumerable<BatchTensors>> read, int steps)
    {
        network.train();
        using var optimizer = StepOptimizer.Create(
            network.named_parameters().Select(entry => (entry.parameter, 0.1)), SurvivalOptimizer.AdamW);
        return [.. Enumerable.Range(0, steps + 2).Select(_ => Made(network, optimizer, read())).ToArray().Skip(2)];
    }

    /// <summary>Patients in memory as a step reads them, each patient given an outcome.</summary>
    /// <param name="batch">Patients of a step.</param>
    /// <param name="patient">A patient.</param>
    public static IEnumerable<BatchTensors> InMemory(int batch, Func<PatientTensors> patient) =>
        [BatchTensors.Of([.. Enumerable.Range(0, batch).Select(_ => patient())])];

    private static StepParts Made(SurvivalNetwork network, StepOptimizer optimizer, IEnumerable<BatchTensors> batches)
    {
        var watch = new PartWatch();
        double reading = 0, forward = 0, backward = 0, rest = 0;
        using (var reader = batches.GetEnumerator())
        {
            while (true)
            {
                using var scope = NewDisposeScope();
                if (!reader.MoveNext()) break;
                var patients = WithOutcomes(reader.Current);
                reading += watch.Part();
                var loss = Loss(network, patients);
                forward += watch.Part();
                loss.backward();
                loss.item<float>();
                backward += watch.Part();
                scope.Dispose();
                rest += watch.Part();
            }
        }
        optimizer.Step(1e-4);
        return new(reading, forward, backward, watch.Part(), rest);
    }

    private static BatchTensors WithOutcomes(BatchTensors patients) =>
        patients with { Outcomes = [.. Enumerable.Range(0, patients.Count).Select(i => new PatientOutcome(i % 4, i % 2 == 0))] };

    private static Tensor Loss(SurvivalNetwork network, BatchTensors patients)
    {
        var output = network.PredictBatch(patients);
        var (bins, died) = (patients.Outcomes!.Select(outcome => outcome.Bin), patients.Outcomes!.Select(outcome => outcome.Event));
        // A risk has a loss only beside other patients'; its sum costs as much.
        var loss = network.PredictsRisk
            ? output.Logits.sum()
            : DiscreteSurvivalBatchLoss.NegativeLogLikelihood(output.Logits, [.. bins], [.. died]).mean();
        if (output.DataLossWeight != 1) loss = loss.Times(output.DataLossWeight);
        return output.AuxiliaryLoss is { } auxiliary ? loss.Plus(auxiliary) : loss;
    }

    /// <summary>Seconds since the last part ended.</summary>
    private sealed class PartWatch
    {
        private long _last = Stopwatch.GetTimestamp();

        public double Part()
        {
            var now = Stopwatch.GetTimestamp();
            var seconds = Stopwatch.GetElapsedTime(_last, now).TotalSeconds;
            _last = now;
            return seconds;
        }
    }
}
