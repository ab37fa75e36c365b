using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class PositionalEncodingTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(7, false)]
    [InlineData(7, true)]
    [InlineData(9, true)]
    [InlineData(23, false)]
    [InlineData(23, true)]
    public void Tokens_lie_row_by_row_on_the_smallest_square_and_cells_without_token_are_zero(int count, bool onGrid)
    {
        using var scope = NewDisposeScope();
        const int width = 3, kernel = 5;
        using var encoding = new Numbers(1).Shaken(() => new PositionalEncoding(width, kernel, onGrid));
        encoding.to(float64);
        var tokens = new Numbers(2).NormalDouble(count, width);

        var x = Matrix.Of(tokens);
        var bias = encoding.state_dict()["convolution.bias"].Doubles();
        var weights = encoding.state_dict()["convolution.weight"];
        var side = (int)Math.Ceiling(Math.Sqrt(count));
        var across = onGrid ? kernel / 2 : 0;
        var expected = x.Select((row, token) => row.Select((own, channel) =>
        {
            var sum = own + bias[channel];
            for (var down = -kernel / 2; down <= kernel / 2; down++)
            {
                for (var right = -across; right <= across; right++)
                {
                    var (line, column) = ((token / side) + down, (token % side) + right);
                    if (line < 0 || line >= side || column < 0 || column >= side || (line * side) + column >= count) continue;
                    sum += weights[channel, 0, down + (kernel / 2), right + across].item<double>() * x[(line * side) + column][channel];
                }
            }
            return sum;
        }).ToArray()).ToArray();

        TensorAssert.Close(expected.ToTensor(), encoding.call(tokens), 1e-12);
    }

    [Fact]
    public void It_starts_as_the_identity()
    {
        using var scope = NewDisposeScope();
        using var encoding = new PositionalEncoding(4);
        var tokens = new Numbers(1).Normal(10, 4);
        TensorAssert.Identical(tokens, encoding.call(tokens));
    }

    [Fact]
    public void A_kernel_without_a_centre_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PositionalEncoding(4, kernel: 4));
}
