using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class UnitStageTests
{
    [Theory]
    [InlineData(Modality.Pathology)]
    [InlineData(Modality.Genomics)]
    public void A_stage_is_attention_with_residual_then_position_of_patches_then_experts(Modality modality)
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var frozen = new FrozenMlp(Tiny.Configuration.TokenWidth, 8);
        using var stage = new Numbers(1).Shaken(() => new UnitStage(modality, Tiny.Configuration, frozen.call, random));
        stage.eval();
        var sequence = new Numbers(2).Normal(1 + 10, Tiny.Configuration.TokenWidth);

        var normed = stage.Child<LayerNorm>("norm").call(sequence).unsqueeze(0);
        var expected = sequence.Plus(stage.Child<NystromAttention>("attention").call(normed).squeeze(0));
        if (modality == Modality.Pathology)
            expected = cat([expected.narrow(0, 0, 1), stage.Child<PositionalEncoding>("position").call(expected.narrow(0, 1, 10))], 0);
        expected = stage.Child<ExpertExpansion>("experts").call(expected);

        TensorAssert.Close(expected, stage.call(sequence), 1e-6);
        Assert.Equal(modality == Modality.Pathology, stage.named_children().Any(child => child.name == "position"));
    }

    [Fact]
    public void The_receptive_field_of_experts_grows_from_layer_to_layer()
    {
        using var network = Tiny.Network();
        var convolutions = network.state_dict().Where(entry =>
            entry.Key.StartsWith("pathology_segregation.stages.0.experts", StringComparison.Ordinal)
            && entry.Key.EndsWith("convolution.weight", StringComparison.Ordinal));
        var kernels = convolutions
            .GroupBy(entry => entry.Key.Split(".layers.")[1][0], entry => entry.Value.shape[^1])
            .OrderBy(layer => layer.Key)
            .Select(layer => layer.Distinct().Single());
        Assert.Equal([3, 5, 7], kernels);
    }
}
