using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Compares patients taken together with the same patients one by one.</summary>
internal static class BatchComparison
{
    // Two units in the last place of a float.
    private const double Rounding = 2.4e-7;

    /// <summary>
    /// Asserts that a batch gives the predictions of its patients, and the mean of their gradients, auxiliary losses included, to 1e-5 of
    /// the largest number among them; or, where that is less than rounding of the inputs alone does to a gradient, to a few times that:
    /// such gradients differ between processors, too. The network must not draw random numbers.
    /// </summary>
    public static void AssertSame(SurvivalNetwork network, params PatientTensors[] patients)
    {
        using var scope = NewDisposeScope();
        // Gates count their loads and go their rounds through the experts from the start, once for each way.
        var start = NetworkWeights.Copy(network);
        Dictionary<string, Tensor> From(Func<BatchOutput> output)
        {
            NetworkWeights.Load(network, start);
            network.Random.Reseed(1);
            return Gradients(network, output(), patients.Length);
        }
        Dictionary<string, Tensor> Alone(double factor) =>
            From(() => BatchOutput.Of([.. patients.Select(patient => network.call(Scaled(patient, factor)))]));
        var alone = Alone(1);
        var together = From(() => network.PredictBatch(BatchTensors.Of(patients)));
        var rounded = new Lazy<Dictionary<string, Tensor>[]>(() => [Alone(1 + Rounding), Alone(1 - Rounding)]);
        Assert.Equal(alone.Keys.Order(), together.Keys.Order());
        var largest = alone.Values.Max(values => values.abs().max().item<float>());
        foreach (var (name, expected) in alone)
        {
            float To(Dictionary<string, Tensor> others) => (expected - others[name]).abs().max().item<float>();
            var deviation = To(together);
            if (deviation <= 1e-5 * Math.Max(1, largest)) continue;
            var own = rounded.Value.Max(To);
            Assert.True(
                deviation <= 4 * own,
                $"{name} deviates by {deviation:g3}; the largest number is {largest:g3}, and rounding moves it by {own:g3}.");
        }
    }

    private static PatientTensors Scaled(PatientTensors patient, double factor)
    {
        Tensor Times(Tensor values) => values.to_type(float64).Times(factor).to_type(float32);
        return factor == 1 ? patient : patient with
        {
            Patches = patient.Patches is null ? null : Times(patient.Patches),
            Genomics = patient.Genomics is null ? null : [.. patient.Genomics.Select(Times)],
        };
    }

    /// <summary>The outputs, and how a sum that weights patients unlike, with the auxiliary loss, changes with each parameter.</summary>
    private static Dictionary<string, Tensor> Gradients(SurvivalNetwork network, BatchOutput output, int patients)
    {
        var weights = TensorArithmetic.Range(patients, CPU).to(float32).Plus(1).unsqueeze(1);
        var sum = (output.Logits * weights).sum().Over(patients);
        (output.AuxiliaryLoss is null ? sum : sum.Plus(output.AuxiliaryLoss)).backward();
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
