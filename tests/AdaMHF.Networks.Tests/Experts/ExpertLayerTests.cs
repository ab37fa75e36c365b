using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class ExpertLayerTests
{
    private const int Width = 8;

    [Fact]
    public void One_expert_runs_scaled_by_its_gate_probability()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3);
        GenomicExpert[] experts = [];
        using var layer = new Numbers(1).Shaken(() => new ExpertLayer(Width, experts = Experts(random, 4), random), deviation: 0.5);
        layer.eval();
        var gate = layer.Child<ExpertGate>("gate");
        var chosen = new HashSet<long>();
        for (var patient = 0; patient < 30; patient++)
        {
            var tokens = new Numbers(patient).Normal(6, Width);
            var probabilities = gate.call(tokens);
            var likeliest = probabilities.argmax().item<long>();
            chosen.Add(likeliest);
            TensorAssert.Close(experts[likeliest].call(tokens) * probabilities[likeliest], layer.call(tokens), 1e-6);
        }
        Assert.True(chosen.Count > 1);
    }

    [Fact]
    public void The_gate_and_the_chosen_expert_learn_and_the_others_do_not()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3);
        using var layer = new Numbers(1).Shaken(() => new ExpertLayer(Width, Experts(random, 4), random));
        layer.call(new Numbers(2).Normal(6, Width)).Square().sum().backward();
        var learning = layer.named_parameters().Where(entry => entry.parameter.grad is not null).Select(entry => entry.name).ToArray();
        Assert.Contains("gate.scores.weight", learning);
        Assert.Contains("gate.hidden.weight", learning);
        var experts = learning.Where(name => name.StartsWith("experts.", StringComparison.Ordinal)).Select(name => name.Split('.')[1]);
        Assert.Single(experts.Distinct());
    }

    [Fact]
    public void A_layer_of_one_expert_is_that_expert()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3);
        GenomicExpert[] experts = [];
        using var layer = new Numbers(1).Shaken(() => new ExpertLayer(Width, experts = Experts(random, 1), random));
        layer.eval();
        var tokens = new Numbers(2).Normal(6, Width);
        TensorAssert.Identical(experts[0].call(tokens), layer.call(tokens));
        Assert.DoesNotContain(layer.state_dict().Keys, key => key.StartsWith("gate", StringComparison.Ordinal));
    }

    private static GenomicExpert[] Experts(RandomSource random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new GenomicExpert(Width, 5, 0.25, random))];
}
