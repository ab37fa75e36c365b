using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>
/// Compares a short training run without dropout, one patient per step in turn: the loss of each step and the final weights.
/// </summary>
internal static class TrainingComparison
{
    public static void Compare(
        ParityFixture fixture, SurvivalNetwork network, IReadOnlyDictionary<string, string> ourKeys, optim.Optimizer optimizer)
    {
        Assert.Equal(1, fixture.Size("accumulate"));
        BlockComparison.Filled(fixture, network, ourKeys);
        string[] patients = [.. fixture.NamesAfter("input.").Select(name => name.Split('.')[0]).Distinct()];
        var losses = new List<Tensor>();
        for (var step = 0; step < fixture.Size("steps"); step++)
        {
            var prefix = $"input.{patients[step % patients.Length]}.";
            var names = fixture.NamesAfter(prefix).Where(name => name.StartsWith("x_", StringComparison.Ordinal));
            var patient = NetworkComparison.PatientOf(names.ToDictionary(name => name, name => fixture.Tensor(prefix + name)));
            var output = network.call(patient);
            var loss = NetworkComparison.Loss(fixture, output.Logits, prefix);
            if (output.AuxiliaryLoss is not null) loss = loss + output.AuxiliaryLoss;
            losses.Add(loss.detach());
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
        fixture.Expect("output.loss", stack(losses).flatten());
        var weights = network.state_dict();
        foreach (var key in fixture.NamesAfter("output.final."))
        {
            var name = $"output.final.{key}";
            fixture.Expect(name, weights[ourKeys[key]].reshape(fixture.ShapeOf(name)));
        }
    }
}
