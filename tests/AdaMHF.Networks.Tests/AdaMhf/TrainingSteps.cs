using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>A plain training loop on patients of every kind.</summary>
internal static class TrainingSteps
{
    /// <summary>Runs the steps; the callback sees the network after each backward pass, before the weights change.</summary>
    public static void Run(AdaMhfNetwork network, int steps, Action<int> afterBackward)
    {
        network.train();
        using var optimizer = optim.Adam(network.parameters().Where(parameter => parameter.requires_grad), lr: 3e-3);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var output = network.call(Tiny.VariedPatient(step));
            var loss = DiscreteSurvivalLoss.NegativeLogLikelihood(output.Logits, bin: step % 4, observed: step % 5 < 3) + output.AuxiliaryLoss!;
            optimizer.zero_grad();
            loss.backward();
            afterBackward(step);
            optimizer.step();
        }
    }
}
