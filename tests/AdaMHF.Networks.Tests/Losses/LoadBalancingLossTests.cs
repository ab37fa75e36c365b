using AdaMHF.Testing;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class LoadBalancingLossTests
{
    [Theory]
    [InlineData(new[] { 0.25, 0.25, 0.25, 0.25 }, new[] { 0.7, 0.1, 0.1, 0.1 }, 1.0)]
    [InlineData(new[] { 1.0, 0, 0, 0 }, new[] { 1.0, 0, 0, 0 }, 4.0)]
    [InlineData(new[] { 0.5, 0.5, 0, 0 }, new[] { 0.4, 0.2, 0.2, 0.2 }, 1.2)]
    public void It_is_the_number_of_experts_times_the_product_of_loads_and_probabilities(
        double[] load, double[] probabilities, double expected) =>
        Assert.Equal(expected, LoadBalancingLoss.Of(load.ToTensor(), probabilities.ToTensor()).item<double>(), 1e-12);

    [Fact]
    public void Its_gradient_is_the_load_which_itself_is_held_fixed()
    {
        using var scope = NewDisposeScope();
        var load = new[] { 0.6, 0.3, 0.1 }.ToTensor().requires_grad_(true);
        var probabilities = new[] { 0.2, 0.3, 0.5 }.ToTensor().requires_grad_(true);
        LoadBalancingLoss.Of(load, probabilities).backward();
        TensorAssert.Close(load.detach().Times(3), probabilities.grad!, 1e-12);
        Assert.Null(load.grad);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void It_brings_a_gate_that_had_collapsed_back_to_using_every_expert(double weight)
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(3) { Explores = false };
        const int Width = 8, Experts = 4;
        using var layer = SeededConstruction.Build(1, () => new ExpertLayer(
            Width, [.. Enumerable.Range(0, Experts).Select(_ => new GenomicExpert(Width, 5, 0, random))], random, tracksLoad: true));
        using (no_grad()) layer.state_dict()["gate.scores.bias"].copy_(tensor([4f, 0, 0, 0]));
        using var held = new HeldFinalizers();
        using var optimizer = optim.Adam(layer.Child<ExpertGate>("gate").parameters(), lr: 3e-3);

        var chosen = new List<int>();
        for (var patient = 0; patient < 600; patient++)
        {
            using var step = NewDisposeScope();
            var log = new ExpertLog();
            var output = layer.Run(TokenBatch.Single(new Numbers(patient).Normal(6, Width)), log).Tokens;
            var decision = Assert.Single(log.DecisionsOf(0));
            if (patient >= 500) chosen.Add(decision.Expert);
            optimizer.zero_grad();
            // The experts are at their start and the output is zero: the gate learns from nothing else.
            output.sum().Plus(log.Imbalances[0].sum().Times(weight)).backward();
            optimizer.step();
        }

        var most = chosen.CountBy(expert => expert).Max(pair => pair.Value) / (double)chosen.Count;
        if (weight > 0) Assert.InRange(most, 0, 0.6);
        else Assert.InRange(most, 0.8, 1);
    }

    [Fact]
    public void A_network_adds_it_to_its_loss_in_training_alone()
    {
        using var scope = NewDisposeScope();
        using var network = AdaMhfNetwork.Create(Tiny.Configuration with { LoadBalancingWeight = 3, AlignmentWeight = 0 }, seed: 1);
        network.eval();
        Assert.Null(network.call(Tiny.Patient(1)).AuxiliaryLoss);
        network.train();
        // Even loads and nearly even gates: every gate's loss is near 1, and so is their mean.
        Assert.Equal(3, network.call(Tiny.Patient(1)).AuxiliaryLoss!.item<float>(), 0.1);
    }

    [Fact]
    public void The_running_load_is_saved_only_where_it_is_used()
    {
        using var plain = Tiny.Network();
        using var balanced = AdaMhfNetwork.Create(Tiny.Configuration with { LoadBalancingWeight = 0.1 }, seed: 1);
        var added = balanced.state_dict().Keys.Except(plain.state_dict().Keys);
        Assert.All(added, key => Assert.EndsWith(".gate.served", key, StringComparison.Ordinal));
        // Two units of two modalities, two stages, two layers with a gate.
        Assert.Equal(2 * 2 * 2 * 2, balanced.state_dict().Count - plain.state_dict().Count);
    }
}
