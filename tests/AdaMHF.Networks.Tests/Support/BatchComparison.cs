using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Compares patients taken together with the same patients one by one.</summary>
internal static class BatchComparison
{
    /// <summary>
    /// Asserts that a batch gives the predictions of its patients, and the mean of their gradients, auxiliary losses included, to 1e-5 of
    /// the largest number among them. The network must not draw random numbers.
    /// </summary>
    public static void AssertSame(SurvivalNetwork network, params PatientTensors[] patients)
    {
        using var scope = NewDisposeScope();
        // Gates count their loads and go their rounds through the experts from the start, once for each way.
        var start = NetworkWeights.Copy(network);
        network.Random.Reseed(1);
        var alone = Gradients(network, BatchOutput.Of([.. patients.Select(patient => network.call(patient))]), patients.Length);
        NetworkWeights.Load(network, start);
        network.Random.Reseed(1);
        var together = Gradients(network, network.PredictBatch(BatchTensors.Of(patients)), patients.Length);
        Assert.Equal(alone.Keys.Order(), together.Keys.Order());
        var largest = alone.Values.Max(values => values.abs().max().item<float>());
        foreach (var (name, expected) in alone)
        {
            var deviation = (expected - together[name]).abs().max().item<float>();
            Assert.True(
                deviation <= 1e-5 * Math.Max(1, largest),
                $"{name} deviates by {deviation:g3}; the largest number is {largest:g3}.");
        }
    }

    /// <summary>The outputs, and how a sum that weights patients unlike, with the auxiliary loss, changes with each parameter.</summary>
    private static Dictionary<string, Tensor> Gradients(SurvivalNetwork network, BatchOutput output, int patients)
    {
        var weights = arange(1, patients + 1, dtype: float32).unsqueeze(1);
        var sum = (output.Logits * weights).sum() / patients;
        (output.AuxiliaryLoss is null ? sum : sum + output.AuxiliaryLoss).backward();
        var found = network.named_parameters().Where(entry => entry.parameter.grad is not null)
            .ToDictionary(entry => entry.name, entry => entry.parameter.grad!.clone());
        network.zero_grad();
        foreach (var parameter in network.parameters()) parameter.grad = null;
        found["logits"] = output.Logits.detach();
        if (output.ModalityWeights is { } shares) found["modality weights"] = shares.detach();
        if (output.AuxiliaryLoss is { } auxiliary) found["auxiliary loss"] = auxiliary.detach();
        return found;
    }
}
