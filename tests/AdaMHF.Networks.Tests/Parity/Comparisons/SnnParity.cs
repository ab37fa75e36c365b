using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class SnnParity
{
    public static void Compare(ParityFixture fixture)
    {
        var (layers, width) = (fixture.Size("layers"), fixture.Size("width"));
        // Two vectors, which the reference gets concatenated.
        int[] groups = [11, fixture.Size("omic_input_dim") - 11];
        var keys = new Dictionary<string, string>();
        keys.AddLayers(("classifier", "genes.head"));
        for (var layer = 0; layer < layers; layer++)
            keys.AddLayers(($"fc_omic.{layer}.0", $"genes.genomic_embedding.groups.0.{layer}.linear"));

        var configuration = new SnnConfiguration { GenomicGroupSizes = groups, Widths = [.. Enumerable.Repeat(width, layers)] };
        using var network = SnnNetwork.Create(configuration, seed: 0);
        if (fixture.HasProceduralWeights) ProceduralWeights.Fill(fixture, network, keys);
        else BlockComparison.Filled(fixture, network, keys);

        var genes = fixture.Tensor("input.x_omic").requires_grad_(true);
        Tensor Logits(Tensor patient) => network.call(new PatientTensors(null, patient.split([.. groups]))).Logits;
        var logits = stack([.. genes.unbind().Select(Logits)]);
        var hazards = logits.sigmoid();
        var survival = hazards.From(1).cumprod(1);
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
