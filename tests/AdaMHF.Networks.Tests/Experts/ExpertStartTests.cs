using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class ExpertStartTests
{
    [Fact]
    public void Experts_add_nothing_before_training()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3);
        using var grid = new GridExpert(8, 4, 3, 0.25, random);
        using var genomic = new GenomicExpert(8, 4, 0.25, random);
        var tokens = new Numbers(1).Normal(10, 8);
        Assert.All(grid.call(tokens).Singles(), value => Assert.Equal(0, value));
        Assert.All(genomic.call(tokens).Singles(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void An_expansion_is_frozen_residual_plus_experts_through_the_activation_layer_by_layer()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3);
        using var frozen = new FrozenMlp(8, 4);
        ExpertLayer[] layers = [Layer(1, random), Layer(2, random)];
        using var expansion = new ExpertExpansion(layers, frozen.call, Activation.Relu);
        expansion.eval();
        var tokens = new Numbers(1).Normal(10, 8);

        var expected = tokens;
        foreach (var layer in layers) expected = nn.functional.relu(frozen.call(expected).Plus(layer.call(expected)));

        TensorAssert.Identical(expected, expansion.call(tokens));
        Assert.DoesNotContain(expansion.state_dict().Keys, key => key.Contains("fc1", StringComparison.Ordinal));
    }

    private static ExpertLayer Layer(int experts, RandomSource random) =>
        new Numbers(experts).Shaken(() =>
            new ExpertLayer(8, [.. Enumerable.Range(0, experts).Select(_ => new GenomicExpert(8, 4, 0, random))], random));
}
