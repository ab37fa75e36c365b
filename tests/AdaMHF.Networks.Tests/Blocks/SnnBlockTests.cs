using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class SnnBlockTests
{
    [Fact]
    public void Up_to_eight_blocks_keep_mean_0_and_variance_1_at_their_start()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var random = new RandomSource(1);
        var activations = new Numbers(1).Normal(1000, 256);
        for (var depth = 1; depth <= 8; depth++)
        {
            using var block = SeededConstruction.Build(depth, () => new SnnBlock(256, 256, 0.25, random));
            activations = block.call(activations);
            Assert.Equal(0, activations.mean().item<float>(), 0.1);
            Assert.Equal(1, activations.var().item<float>(), 0.2);
        }
    }
}
