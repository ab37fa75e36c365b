using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class WeightInitializationTests
{
    private static readonly int[] Groups = [300, 40];

    [Fact]
    public void Mcats_linear_layers_start_uniform_within_one_over_the_root_of_their_inputs_the_genomic_ones_too()
    {
        using var scope = NewDisposeScope();
        using var network = McatNetwork.Create(new() { PatchWidth = 200, GenomicGroupSizes = Groups }, seed: 1);
        var weights = network.state_dict();
        (string Layer, int Inputs)[] layers =
        [
            ("trunk.patch_embedding.0", 200),
            ("trunk.genomic_embedding.groups.0.0.linear", 300),
            ("trunk.genomic_embedding.groups.1.0.linear", 40),
        ];
        foreach (var (layer, inputs) in layers)
        {
            var (weight, bias, bound) = (weights[$"{layer}.weight"], weights[$"{layer}.bias"], 1 / Math.Sqrt(inputs));
            Assert.InRange(weight.abs().max().item<float>(), 0.99 * bound, bound * (1 + 1e-6));
            Assert.Equal(bound / Math.Sqrt(3), weight.std().item<float>(), 0.02 * bound);
            Assert.InRange(bias.abs().max().item<float>(), 0.9 * bound, bound * (1 + 1e-6));
        }
    }

    [Fact]
    public void Cmtas_start_Xavier_normal_without_bias_those_of_its_attention_too()
    {
        using var scope = NewDisposeScope();
        using var network = CmtaNetwork.Create(new() { PatchWidth = 200, GenomicGroupSizes = Groups }, seed: 1);
        var weights = network.state_dict();
        string[] layers =
        [
            "patch_embedding.0.0",
            "genomic_embedding.groups.0.0.linear",
            "pathology_encoder.layer1.attention.projection",
            "genomic_attention.output",
            "hazards",
        ];
        foreach (var layer in layers)
        {
            var weight = weights[$"{layer}.weight"];
            var deviation = Math.Sqrt(2.0 / (weight.shape[0] + weight.shape[1]));
            Assert.Equal(deviation, weight.std().item<float>(), 0.06 * deviation);
            var largest = weight.abs().max().item<float>();
            Assert.True(largest > 2.5 * deviation, $"{layer} is not normal: largest {largest / deviation} deviations.");
            if (weights.TryGetValue($"{layer}.bias", out var bias)) Assert.Equal(0, bias.abs().max().item<float>());
        }
        Assert.InRange(weights["pathology_encoder.class_token"].abs().max().item<float>(), 1e-7, 1e-5);
    }
}
