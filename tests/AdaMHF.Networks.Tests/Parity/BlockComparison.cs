using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Compares one building block: output, gradients by the inputs, norms of the gradients by the parameters.</summary>
internal static class BlockComparison
{
    /// <summary>Fills a module with the file's weights, whose keys are mapped to ours; every weight on either side must have its partner.</summary>
    public static T Filled<T>(ParityFixture fixture, T module, IReadOnlyDictionary<string, string> ourKeys) where T : nn.Module
    {
        Assert.Equal(fixture.NamesAfter("weight."), ourKeys.Keys.Order(StringComparer.Ordinal));
        var targets = module.state_dict();
        Assert.Equal(targets.Keys.Order(StringComparer.Ordinal), ourKeys.Values.Order(StringComparer.Ordinal));
        using var noGradient = no_grad();
        foreach (var (theirs, ours) in ourKeys)
        {
            var weight = fixture.Tensor($"weight.{theirs}");
            Assert.Equal(targets[ours].shape, weight.shape);
            targets[ours].copy_(weight);
        }
        module.eval();
        return module;
    }

    /// <summary>Compares a function of the named inputs and, where there is one, of a module's parameters.</summary>
    public static void Compare(
        ParityFixture fixture, string[] inputNames, Func<Tensor[], Tensor> forward, nn.Module? module = null, IReadOnlyDictionary<string, string>? ourKeys = null)
    {
        Tensor[] inputs = [.. inputNames.Select(name => fixture.Tensor($"input.{name}").requires_grad_(true))];
        string[] theirs = [.. fixture.NamesAfter("pgrad_norm.")];
        var parameters = module?.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        Tensor[] ours = [.. theirs.Select(key => parameters![ourKeys![key]])];
        Assert.Equal(parameters?.Count ?? 0, ours.Length);

        var output = forward(inputs);
        fixture.Expect($"output.{fixture.PrimaryOutput}", output);

        var ofSum = Gradients.Of(output.sum(), inputs);
        foreach (var (name, gradient) in inputNames.Zip(ofSum)) fixture.Expect($"grad.{name}", gradient);

        var ofProduct = Gradients.Of((output * fixture.Tensor("input.cotangent")).sum(), [.. inputs, .. ours]);
        foreach (var (name, gradient) in inputNames.Zip(ofProduct)) fixture.Expect($"vjp.{name}", gradient);
        foreach (var (key, gradient) in theirs.Zip(ofProduct.Skip(inputs.Length))) fixture.Expect($"pgrad_norm.{key}", gradient.norm());
    }
}
