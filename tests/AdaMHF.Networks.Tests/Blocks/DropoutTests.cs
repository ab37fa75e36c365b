using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class DropoutTests
{
    [Fact]
    public void The_given_share_becomes_zero_and_the_rest_grows_to_keep_the_mean()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var dropout = new SeededDropout(0.3, random);
        var output = dropout.call(ones(100_000)).Singles();
        Assert.Equal(0.3, output.Count(value => value == 0) / 100_000.0, 0.01);
        Assert.All(output.Where(value => value != 0), value => Assert.Equal(1 / 0.7, value, 1e-5));
    }

    [Fact]
    public void Evaluation_passes_everything()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var dropout = new SeededDropout(0.5, random);
        dropout.eval();
        var input = new Numbers(2).Normal(50);
        TensorAssert.Identical(input, dropout.call(input));
    }
}
