using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>The published SNN is our genomic network with one group, blocks of one width and ELU.</summary>
internal static class SnnParity
{
    public static void Compare(ParityFixture fixture)
    {
        var (layers, width) = (fixture.Size("layers"), fixture.Size("width"));
        var configuration = new GenomicNetworkConfiguration
        {
            GroupSizes = [fixture.Size("omic_input_dim")],
            HiddenWidths = [.. Enumerable.Repeat(width, layers - 1)],
            TokenWidth = width,
            Activation = Activation.Elu,
        };
        var keys = new Dictionary<string, string> { ["classifier.weight"] = "head.weight", ["classifier.bias"] = "head.bias" };
        for (var layer = 0; layer < layers; layer++)
        {
            foreach (var part in (string[])["weight", "bias"]) keys[$"fc_omic.{layer}.0.{part}"] = $"genomic_embedding.groups.0.{layer}.linear.{part}";
        }

        using var network = GenomicNetwork.Create(configuration, seed: 0);
        if (fixture.HasProceduralWeights) ProceduralWeights.Fill(fixture, network, keys);
        else BlockComparison.Filled(fixture, network, keys);

        var genes = fixture.Tensor("input.x_omic").requires_grad_(true);
        var logits = network.call([genes]);
        var hazards = logits.sigmoid();
        var survival = (1 - hazards).cumprod(1);
        fixture.Expect("output.logits", logits);
        fixture.Expect("output.hazards", hazards.narrow(0, 0, 1));
        fixture.Expect("output.S", survival.narrow(0, 0, 1));
        fixture.Expect("output.risk", -survival.sum(dim: 1));

        var loss = DiscreteSurvivalBatchLoss.NegativeLogLikelihood(
            logits.narrow(0, 0, 1), [(int)fixture.Integers("input.label")[0]], [fixture.Tensor("input.censorship").Singles()[0] == 0]);
        fixture.Expect("output.loss", loss.reshape([]));
        var parameters = network.named_parameters().ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);
        string[] theirs = [.. fixture.NamesAfter("pgrad_norm.")];
        Assert.Equal(parameters.Count, theirs.Length);
        var gradients = Gradients.Of(loss, [genes, .. theirs.Select(key => parameters[keys[key]])]);
        fixture.Expect("grad.x_omic", gradients[0]);
        foreach (var (key, gradient) in theirs.Zip(gradients.Skip(1))) fixture.Expect($"pgrad_norm.{key}", gradient.norm());
    }
}
