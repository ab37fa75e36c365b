using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class ExpertGateTests
{
    private const int Draws = 4000;

    [Fact]
    public void Training_draws_experts_as_often_as_the_gate_says()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3) { Explores = false };
        using var gate = new ExpertGate(8, 4, random);
        double[] probabilities = [0.55, 0.3, 0.15, 0];
        var given = tensor(probabilities, dtype: float32);
        var counts = new int[4];
        for (var draw = 0; draw < Draws; draw++) counts[gate.Choose(given)]++;

        for (var expert = 0; expert < 4; expert++)
        {
            var p = probabilities[expert];
            // Four standard deviations of a binomial count.
            Assert.Equal(p * Draws, counts[expert], 4 * Math.Sqrt(Draws * p * (1 - p)));
        }
    }

    [Fact]
    public void Training_starts_with_rounds_through_all_experts_however_sure_the_gate_is()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3);
        using var gate = new ExpertGate(8, 4, random);
        var sure = tensor([1f, 0, 0, 0]);
        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 0, 0, 0], Enumerable.Range(0, 16).Select(_ => gate.Choose(sure)));
    }

    [Fact]
    public void Evaluation_takes_the_likeliest_expert()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3);
        using var gate = new ExpertGate(8, 4, random);
        gate.eval();
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal(2, gate.Choose(tensor([0.2f, 0.26f, 0.28f, 0.26f]))));
    }

    [Fact]
    public void Probabilities_are_a_softmax_on_the_mean_token()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3);
        using var gate = new Numbers(1).Shaken(() => new ExpertGate(8, 3, random));
        var tokens = new Numbers(2).Normal(5, 8);
        var probabilities = gate.call(tokens);

        Assert.Equal(1, probabilities.sum().item<float>(), 1e-6);
        TensorAssert.Close(probabilities, gate.call(tokens.mean([0], keepdim: true)), 1e-6);
        TensorAssert.Close(probabilities, gate.call(tokens.flip(0)), 1e-6);
        Assert.True(TensorAssert.Differ(probabilities, gate.call(tokens.Times(2))));
    }
}
