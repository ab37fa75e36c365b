using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class FrozenMlpTests
{
    [Fact]
    public void Tokens_pass_by_a_two_layer_perceptron_that_nothing_trains()
    {
        using var scope = NewDisposeScope();
        using var frozen = new FrozenMlp(8, 4);
        var weights = frozen.state_dict();
        var tokens = new Numbers(1).Normal(3, 8);
        var hidden = nn.functional.gelu(tokens.matmul(weights["fc1.weight"].t()).Plus(weights["fc1.bias"]));
        TensorAssert.Close(tokens.Plus(hidden.matmul(weights["fc2.weight"].t())).Plus(weights["fc2.bias"]), frozen.call(tokens), 1e-6);
        Assert.All(frozen.parameters(), parameter => Assert.False(parameter.requires_grad));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public void It_starts_orthogonal_scaled_by_the_gain(int hidden)
    {
        using var scope = NewDisposeScope();
        using var frozen = new FrozenMlp(8, hidden, gain: 0.5);
        AssertOrthogonal(frozen.state_dict()["fc1.weight"], 1);
        AssertOrthogonal(frozen.state_dict()["fc2.weight"], 0.5);
    }

    private static void AssertOrthogonal(Tensor matrix, double gain)
    {
        var wide = matrix.shape[0] <= matrix.shape[1] ? matrix : matrix.t();
        TensorAssert.Close(eye(wide.shape[0]).Times(gain).Times(gain), wide.matmul(wide.t()), 1e-5);
    }
}
