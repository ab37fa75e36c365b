using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class AlphaDropoutTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.25)]
    [InlineData(0.6)]
    public void Mean_0_and_variance_1_survive(double probability)
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var dropout = new SeededAlphaDropout(probability, random);
        // SELU maps a standard normal to mean 0 and variance 1.
        var input = nn.functional.selu(new Numbers(1).Normal(400_000));
        Assert.Equal(0, input.mean().item<float>(), 0.01);
        Assert.Equal(1, input.var().item<float>(), 0.01);

        var output = dropout.call(input);

        Assert.Equal(0, output.mean().item<float>(), 0.015);
        Assert.Equal(1, output.var().item<float>(), 0.03);
    }

    [Fact]
    public void The_dropped_share_takes_one_value_and_the_rest_is_mapped_by_one_line()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var dropout = new SeededAlphaDropout(0.25, random);
        var input = TensorArithmetic.Range(20_000, CPU).to(float32).Plus(1);
        var output = dropout.call(input).Doubles();

        // a = ((1 - p)(1 + p alpha'^2))^-1/2, b = -a alpha' p; dropped elements become a alpha' + b.
        const double saturation = -1.7580993408473766;
        var a = 1 / Math.Sqrt(0.75 * (1 + (0.25 * saturation * saturation)));
        var b = -a * saturation * 0.25;
        var dropped = output
            .Where((value, i) => Math.Abs(value - ((a * saturation) + b)) < 1e-5 && Math.Abs(value - ((a * (i + 1)) + b)) > 1e-5)
            .Count();
        Assert.Equal(0.25, dropped / 20_000.0, 0.015);
        var kept = output.Where((value, i) => Math.Abs(value - ((a * (i + 1)) + b)) < 1e-6 * (i + 2)).Count();
        Assert.Equal(20_000, dropped + kept);
    }

    [Fact]
    public void Evaluation_passes_everything()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var dropout = new SeededAlphaDropout(0.5, random);
        dropout.eval();
        var input = new Numbers(2).Normal(50);
        TensorAssert.Identical(input, dropout.call(input));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void A_probability_outside_0_to_1_is_refused(double probability)
    {
        using var random = new RandomSource(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededAlphaDropout(probability, random));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeededDropout(probability, random));
    }
}
