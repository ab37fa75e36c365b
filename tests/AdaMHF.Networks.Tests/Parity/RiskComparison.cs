using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>
/// Compares the systems with one risk per patient of a batch: risks, input of the last layer, gradients of the sum of the risks.
/// </summary>
internal static class RiskComparison
{
    public static void Compare(
        ParityFixture fixture,
        nn.Module network,
        IReadOnlyDictionary<string, string> ourKeys,
        string[] inputNames,
        Func<Tensor[], Tensor> risks,
        Func<Tensor[], Tensor> code)
    {
        // 6 sigmoid(x) - 3 is a formula here and two constants there.
        fixture.ExpectConstant("weight.output_range", 6);
        fixture.ExpectConstant("weight.output_shift", -3);
        BlockComparison.Filled(fixture, network, ourKeys);

        Tensor[] inputs = [.. inputNames.Select(name => fixture.Tensor($"input.{name}").requires_grad_(true))];
        var output = risks(inputs);
        fixture.Expect("output.risk", output);
        fixture.Expect("output.code", code(inputs));
        fixture.Expect("output.loss", output.sum());

        var parameters = network.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        string[] theirs = [.. fixture.NamesAfter("pgrad_norm.")];
        Assert.Equal(parameters.Count, theirs.Length);
        var gradients = Gradients.Of(output.sum(), [.. inputs, .. theirs.Select(key => parameters[ourKeys[key]])]);
        foreach (var (name, gradient) in inputNames.Zip(gradients)) fixture.Expect($"grad.{name}", gradient);
        foreach (var (key, gradient) in theirs.Zip(gradients.Skip(inputs.Length))) fixture.Expect($"pgrad_norm.{key}", gradient.norm());
    }
}
