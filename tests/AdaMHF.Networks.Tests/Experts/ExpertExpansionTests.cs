using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class ExpertExpansionTests
{
    private const int Width = 8;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_layer_adds_its_experts_to_what_the_residual_carries_and_bends_the_sum(bool hasResidual)
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3);
        using var frozen = new FrozenMlp(Width, 4);
        ExpertLayer[] layers = [];
        using var expansion = new Numbers(1).Shaken(() => new ExpertExpansion(
            layers = [.. new[] { 1, 3 }.Select(count => Layer(count, random, ExpertRouting.Single))],
            hasResidual ? frozen.call : null,
            Activation.LeakyRelu));
        expansion.eval();
        var tokens = new Numbers(2).Normal(6, Width);

        var expected = tokens;
        foreach (var layer in layers)
        {
            var sum = layer.call(expected).Plus(hasResidual ? frozen.call(expected) : zeros(1));
            expected = maximum(sum, sum.Times(0.2));
        }

        TensorAssert.Close(expected, expansion.call(tokens), 1e-6);
    }

    [Fact]
    public void Where_all_experts_run_they_are_summed_by_their_probabilities()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3);
        using var layer = new Numbers(1).Shaken(() => Layer(4, random, ExpertRouting.All));
        layer.eval();
        var tokens = new Numbers(2).Normal(6, Width);
        var experts = layer.Child<TorchSharp.Modules.ModuleList<nn.Module<Tensor, Tensor>>>("experts");
        var probabilities = layer.Child<ExpertGate>("gate").call(tokens).Singles();
        var expected = experts
            .Zip(probabilities, (expert, probability) => expert.call(tokens).Times(probability))
            .Aggregate((sum, term) => sum.Plus(term));
        TensorAssert.Close(expected, layer.call(tokens), 1e-6);
    }

    [Theory]
    [InlineData(ExpertRouting.Single)]
    [InlineData(ExpertRouting.All)]
    public void With_the_choice_fixed_gate_and_experts_get_the_gradient_of_the_output(ExpertRouting routing)
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3);
        using var layer = new Numbers(1).Shaken(() => Layer(3, random, routing), deviation: 0.5);
        layer.to(float64);
        layer.eval();
        var (tokens, direction) = (new Numbers(2).NormalDouble(5, Width), new Numbers(4).NormalDouble(5, Width));
        var gate = layer.Child<ExpertGate>("gate");
        var chosen = gate.Choose(gate.call(tokens));
        bool Runs(string name) => routing == ExpertRouting.All
            || name.StartsWith("gate.", StringComparison.Ordinal)
            || name.StartsWith($"experts.{chosen}.", StringComparison.Ordinal);
        var variables = new Dictionary<string, Tensor>(GradientCheck.ParametersOf(layer, Runs)) { ["tokens"] = tokens };
        GradientCheck.Agrees(
            () =>
            {
                Assert.Equal(chosen, gate.Choose(gate.call(tokens)));
                return (layer.call(tokens) * direction).sum();
            },
            variables);
    }

    private static ExpertLayer Layer(int experts, RandomSource random, ExpertRouting routing) =>
        new(Width, [.. Enumerable.Range(0, experts).Select(_ => new GenomicExpert(Width, 5, 0.25, random))], random, routing);
}
