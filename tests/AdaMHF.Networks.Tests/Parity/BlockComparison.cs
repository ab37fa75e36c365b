using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Compares one building block: output, gradients by the inputs, norms of the gradients by the parameters.</summary>
internal static class BlockComparison
{
    /// <summary>
    /// Weights without a counterpart in the reference: the centroids of DeepAttnMISL, whose input there
    /// contains the cluster numbers.
    /// </summary>
    private static readonly string[] OursAlone = ["centroids"];

    /// <summary>The weights of a module that have a counterpart there.</summary>
    public static Dictionary<string, Tensor> Targets(nn.Module module) =>
        module.state_dict().ExceptBy(OursAlone, entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Value);

    /// <summary>
    /// Fills a module with the file's weights, whose keys are mapped to ours; every weight on either side must have a counterpart.
    /// </summary>
    /// <remarks>Weights that the reference has and does not use must have no gradient there; ours has none of them.</remarks>
    public static T Filled<T>(
        ParityFixture fixture, T module, IReadOnlyDictionary<string, string> ourKeys, params string[] unused) where T : nn.Module
    {
        foreach (var name in unused)
        {
            fixture.Ignore($"weight.{name}");
            fixture.Expect($"pgrad_norm.{name}", zeros(Array.Empty<long>()));
        }
        Assert.Equal(fixture.NamesAfter("weight.").Except(unused), ourKeys.Keys.Order(StringComparer.Ordinal));
        var targets = Targets(module);
        Assert.Equal(targets.Keys.Order(StringComparer.Ordinal), ourKeys.Values.Order(StringComparer.Ordinal));
        using var noGradient = no_grad();
        foreach (var (theirs, ours) in ourKeys)
        {
            var weight = fixture.Tensor($"weight.{theirs}");
            // Class tokens of the reference code have a batch axis.
            Assert.Equal(targets[ours].shape.SkipWhile(extent => extent == 1), weight.shape.SkipWhile(extent => extent == 1));
            targets[ours].copy_(weight.reshape(targets[ours].shape));
        }
        module.eval();
        return module;
    }

    /// <summary>Keys of the weights and biases of layers.</summary>
    public static Dictionary<string, string> WeightsAndBiases(IReadOnlyDictionary<string, string> layers) => layers
        .SelectMany(layer => new[] { "weight", "bias" }.Select(kind => (Theirs: $"{layer.Key}.{kind}", Ours: $"{layer.Value}.{kind}")))
        .ToDictionary(pair => pair.Theirs, pair => pair.Ours);

    /// <summary>Compares a function of the named inputs and, where there is one, of a module's parameters.</summary>
    public static void Compare(
        ParityFixture fixture,
        string[] inputNames,
        Func<Tensor[], Tensor> forward,
        nn.Module? module = null,
        IReadOnlyDictionary<string, string>? ourKeys = null)
    {
        Tensor[] inputs = [.. inputNames.Select(name => fixture.Tensor($"input.{name}").requires_grad_(true))];
        string[] theirs = [.. fixture.NamesAfter("pgrad_norm.").Where(key => ourKeys!.ContainsKey(key))];
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
