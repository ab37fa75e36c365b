using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>
/// Compares a short training run without dropout, the patients in turn: the loss of each and the final weights. Some runs gather the
/// gradients of several patients, each divided by their number, before a step; a penalty is added to each of them undivided.
/// </summary>
internal static class TrainingComparison
{
    // A softmax over tokens is invariant to it: its gradient is rounding, which Adam divides by its own size.
    private const string Arbitrary = "attention_c.bias";

    public static void Compare(
        ParityFixture fixture, SurvivalNetwork network, IReadOnlyDictionary<string, string> ourKeys, optim.Optimizer optimizer,
        Func<Tensor>? penalty = null)
    {
        var gathered = fixture.Size("accumulate");
        Assert.Equal(0, fixture.Size("steps") % gathered);
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
            if (output.AuxiliaryLoss is not null) loss = loss.Plus(output.AuxiliaryLoss);
            losses.Add(loss.detach());
            if (step % gathered == 0) optimizer.zero_grad();
            var share = loss.Over(gathered);
            (penalty is null ? share : share.Plus(penalty())).backward();
            if (step % gathered == gathered - 1) optimizer.step();
        }
        fixture.Expect("output.loss", stack(losses).flatten());
        var weights = network.state_dict();
        foreach (var key in fixture.NamesAfter("output.final."))
        {
            var name = $"output.final.{key}";
            if (key.EndsWith(Arbitrary, StringComparison.Ordinal)) fixture.Ignore(name);
            else fixture.Expect(name, weights[ourKeys[key]].reshape(fixture.ShapeOf(name)));
        }
    }
}
