using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Compares a short training run without dropout, one patient a step in turn: the loss of each step and the weights after the last.</summary>
internal static class TrainingComparison
{
    public static void Compare(ParityFixture fixture, SurvivalNetwork network, IReadOnlyDictionary<string, string> ourKeys, optim.Optimizer optimizer)
    {
        Assert.Equal(1, fixture.Size("accumulate"));
        BlockComparison.Filled(fixture, network, ourKeys);
        string[] patients = [.. fixture.NamesAfter("input.").Select(name => name.Split('.')[0]).Distinct()];
        var losses = new List<Tensor>();
        for (var step = 0; step < fixture.Size("steps"); step++)
        {
            var prefix = $"input.{patients[step % patients.Length]}.";
            var output = network.call(NetworkComparison.PatientOf(fixture.NamesAfter(prefix).Where(name => name.StartsWith("x_", StringComparison.Ordinal))
                .ToDictionary(name => name, name => fixture.Tensor(prefix + name))));
            var loss = NetworkComparison.Loss(fixture, output.Logits, prefix);
            if (output.AuxiliaryLoss is not null) loss = loss + output.AuxiliaryLoss;
            losses.Add(loss.detach());
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
        fixture.Expect("output.loss", stack(losses).flatten());
        var weights = network.state_dict();
        foreach (var key in fixture.NamesAfter("output.final.")) fixture.Expect($"output.final.{key}", weights[ourKeys[key]].reshape(fixture.ShapeOf($"output.final.{key}")));
    }
}
