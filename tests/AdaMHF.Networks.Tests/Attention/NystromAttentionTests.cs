using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class NystromAttentionTests
{
    private const int Width = 12;

    private static readonly NystromOptions Options = new(Heads: 3, HeadWidth: 4, Landmarks: 8);

    [Theory]
    [InlineData(33)]
    [InlineData(0)]
    public void Exact_attention_is_softmax_attention_written_out(int valueKernel)
    {
        using var scope = NewDisposeScope();
        using var attention = Create(Options with { ValueKernel = valueKernel });
        var tokens = new Numbers(1).NormalDouble(1, 7, Width);
        TensorAssert.Close(WrittenOut(attention, Matrix.Of(tokens), valueKernel).ToTensor(), attention.call(tokens).squeeze(0), 1e-12);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    public void As_many_landmarks_as_tokens_approach_exact_attention(int tokens)
    {
        using var scope = NewDisposeScope();
        using var exact = Create(Options with { Landmarks = tokens });
        using var approximate = Create(Options with { Landmarks = tokens, AlwaysApproximate = true, PseudoInverseIterations = 30 });
        var x = new Numbers(2).NormalDouble(2, tokens, Width).Times(2);
        var expected = exact.call(x);
        TensorAssert.Close(expected, approximate.call(x), 1e-6 * expected.abs().max().item<double>());
    }

    [Fact]
    public void Attention_is_exact_exactly_where_that_is_cheaper()
    {
        using var scope = NewDisposeScope();
        using var attention = Create(Options);
        using var approximate = Create(Options with { AlwaysApproximate = true });
        var (exactLengths, approximateLengths) = (0, 0);
        for (var count = 1; count < 120; count += 7)
        {
            var tokens = new Numbers(count).NormalDouble(1, count, Width);
            var actual = attention.call(tokens);
            if (attention.IsExactCheaper(count))
            {
                exactLengths++;
                TensorAssert.Close(WrittenOut(attention, Matrix.Of(tokens), 33).ToTensor(), actual.squeeze(0), 1e-11);
            }
            else
            {
                approximateLengths++;
                TensorAssert.Identical(approximate.call(tokens), actual);
            }
        }
        Assert.True(exactLengths > 1 && approximateLengths > 1);
    }

    [Fact]
    public void Exact_is_cheaper_up_to_one_length_and_never_again()
    {
        using var attention = Create(Options);
        var cheaper = Enumerable.Range(1, 500).Select(count => attention.IsExactCheaper(count)).ToArray();
        Assert.All(cheaper[..Options.Landmarks], Assert.True);
        var turn = Array.IndexOf(cheaper, false);
        Assert.All(cheaper[turn..], Assert.False);

        // At the turn the two counts of multiply-adds, summed product by product, lie close together.
        double Exact(int n) => Options.Heads * (n * Options.HeadWidth * n + n * n * Options.HeadWidth);
        double Approximate(int n)
        {
            int m = Options.Landmarks, d = Options.HeadWidth;
            var maps = (n * d * m) + (m * d * m) + (m * d * n);
            var inverse = Options.PseudoInverseIterations * 4 * m * m * m;
            var values = (m * n * d) + (m * m * d) + (n * m * d);
            return Options.Heads * (maps + inverse + values);
        }
        Assert.InRange(Exact(turn) / Approximate(turn), 0.9, 1.1);
    }

    [Fact]
    public void A_token_at_any_place_of_a_padded_sequence_reaches_the_output_at_its_own_place()
    {
        using var scope = NewDisposeScope();
        using var attention = Create(Options with { AlwaysApproximate = true, ValueKernel = 1 });
        var tokens = zeros(1, 13, Width, dtype: float64);
        var alone = attention.call(tokens);
        for (var place = 0; place < 13; place++)
        {
            var changed = tokens.clone();
            changed[0, place] = new Numbers(3).NormalDouble(Width);
            var reaction = (attention.call(changed) - alone).abs().sum(-1).squeeze(0);
            Assert.Equal(place, reaction.argmax().item<long>());
        }
    }

    [Fact]
    public void A_block_that_starts_at_zero_gives_zero()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var attention = new NystromAttention(Width, Options, random).StartingAtZero();
        Assert.All(attention.call(new Numbers(4).Normal(1, 30, Width)).Singles(), value => Assert.Equal(0, value));
    }

    private static NystromAttention Create(NystromOptions options)
    {
        var random = new RandomSource(1);
        var attention = SeededConstruction.Build(1, () => new NystromAttention(Width, options, random));
        attention.to(float64).eval();
        return attention;
    }

    private static double[][] WrittenOut(NystromAttention attention, double[][] tokens, int valueKernel)
    {
        var weights = attention.state_dict();
        var projected = tokens.Times(Matrix.Of(weights["projection.weight"]).Transposed());
        var (heads, width) = (Options.Heads, Options.HeadWidth);
        var merged = tokens.Select(_ => new double[heads * width]).ToArray();
        for (var head = 0; head < heads; head++)
        {
            var query = projected.Columns(head * width, width);
            var key = projected.Columns((heads + head) * width, width);
            var value = projected.Columns(((2 * heads) + head) * width, width);
            var attended = query.Times(key.Transposed()).Scaled(1 / Math.Sqrt(width)).SoftmaxOfRows().Times(value);
            if (valueKernel > 0) attended = attended.Plus(AlongTheSequence(value, weights["convolution.weight"][head].Doubles()));
            for (var token = 0; token < tokens.Length; token++) attended[token].CopyTo(merged[token], head * width);
        }
        var bias = weights["output.bias"].Doubles();
        return merged.Times(Matrix.Of(weights["output.weight"]).Transposed()).Plus([.. tokens.Select(_ => bias)]);
    }

    private static double[][] AlongTheSequence(double[][] value, double[] kernel) =>
        [.. value.Select((row, at) => row.Select((_, column) => kernel
            .Select((weight, tap) =>
                at + tap - (kernel.Length / 2) is var from && from >= 0 && from < value.Length ? weight * value[from][column] : 0)
            .Sum()).ToArray())];
}
