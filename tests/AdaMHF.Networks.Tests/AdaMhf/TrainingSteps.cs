using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>A plain training loop on patients of every kind.</summary>
internal static class TrainingSteps
{
    /// <summary>Runs the steps; the callback sees the network after each backward pass, before the weights change.</summary>
    public static void Run(AdaMhfNetwork network, int steps, Action<int> afterBackward, Func<bool>? goesOn = null)
    {
        network.train();
        using var optimizer = new PlainAdam(network.parameters().Where(parameter => parameter.requires_grad), learningRate: 3e-3);
        for (var step = 0; step < steps && goesOn?.Invoke() != false; step++)
        {
            using var scope = NewDisposeScope();
            var outcome = new PatientOutcome(step % 4, step % 5 < 3);
            var patient = BatchTensors.Of(Tiny.VariedPatient(step)) with { Outcomes = [outcome] };
            var output = network.PredictBatch(patient).Single();
            var data = DiscreteSurvivalLoss.NegativeLogLikelihood(output.Logits, outcome.Bin, outcome.Event);
            optimizer.ZeroGradients();
            data.Plus(output.AuxiliaryLoss!).backward();
            afterBackward(step);
            optimizer.Step();
        }
    }

    /// <summary>
    /// Trainable parameters without a gradient in the given number of steps. All gradients must be finite, and frozen
    /// parameters must have none.
    /// </summary>
    /// <param name="network">Untrained network.</param>
    /// <param name="steps">Optimiser steps, one patient each.</param>
    /// <param name="rounding">Largest gradient by rounding of a parameter that the loss does not depend on.</param>
    public static IReadOnlyCollection<string> DeadAfter(AdaMhfNetwork network, int steps, float rounding = 1e-7f)
    {
        var parameters = network.named_parameters().ToArray();
        var waiting = parameters.Where(entry => entry.parameter.requires_grad).Select(entry => entry.name).ToHashSet();
        Assert.NotEmpty(waiting);
        Run(
            network,
            steps,
            _ =>
            {
                var learning = parameters.Where(entry => entry.parameter.grad is not null).ToArray();
                // One transfer for all of them.
                var largest = stack([.. learning.Select(entry => entry.parameter.grad!.abs().max())]).Singles();
                foreach (var ((name, parameter), size) in learning.Zip(largest))
                {
                    Assert.True(parameter.requires_grad, $"{name} is frozen and has a gradient.");
                    Assert.True(float.IsFinite(size), $"{name} has a gradient that is not finite.");
                    if (size > rounding) waiting.Remove(name);
                }
            },
            () => waiting.Count > 0);
        return waiting;
    }
}
