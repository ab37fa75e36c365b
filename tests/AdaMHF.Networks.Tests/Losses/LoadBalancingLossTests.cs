using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class LoadBalancingLossTests
{
    [Theory]
    [InlineData(new[] { 0.25, 0.25, 0.25, 0.25 }, new[] { 0.7, 0.1, 0.1, 0.1 }, 1.0)]
    [InlineData(new[] { 1.0, 0, 0, 0 }, new[] { 1.0, 0, 0, 0 }, 4.0)]
    [InlineData(new[] { 0.5, 0.5, 0, 0 }, new[] { 0.4, 0.2, 0.2, 0.2 }, 1.2)]
    public void It_is_the_number_of_experts_times_the_product_of_loads_and_probabilities(double[] load, double[] probabilities, double expected) =>
        Assert.Equal(expected, LoadBalancingLoss.Of(load.ToTensor(), probabilities.ToTensor()).item<double>(), 1e-12);

    [Fact]
    public void Its_gradient_is_the_load_which_itself_is_held_fixed()
    {
        using var scope = NewDisposeScope();
        var (load, probabilities) = (new[] { 0.6, 0.3, 0.1 }.ToTensor().requires_grad_(true), new[] { 0.2, 0.3, 0.5 }.ToTensor().requires_grad_(true));
        LoadBalancingLoss.Of(load, probabilities).backward();
        TensorAssert.Close(load.detach() * 3, probabilities.grad!, 1e-12);
        Assert.Null(load.grad);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void It_brings_a_gate_that_had_collapsed_back_to_using_every_expert(double weight)
    {
        using var network = AdaMhfNetwork.Create(Tiny.Configuration with { LoadBalancingWeight = weight, AlignmentWeight = 1e-6 }, seed: 1);
        const string Gate = "pathology_segregation.stages.0.experts.layers.2.gate.scores.bias";
        using (no_grad()) network.state_dict()[Gate].copy_(tensor([4f, 0, 0, 0]));

        var chosen = new List<int>();
        TrainingSteps.Run(network, 200, step =>
        {
            if (step < 140) return;
            using var noGradient = no_grad();
            if (Tiny.VariedPatient(step) is { Patches: not null } patient) chosen.Add(network.Explain(patient).Decisions.Pathology!.Segregation[2].Expert);
        });

        var most = chosen.CountBy(expert => expert).Max(pair => pair.Value) / (double)chosen.Count;
        if (weight > 0) Assert.InRange(most, 0, 0.75);
        else Assert.InRange(most, 0.8, 1);
    }

    [Fact]
    public void The_running_load_is_saved_only_where_it_is_used()
    {
        using var plain = Tiny.Network();
        using var balanced = AdaMhfNetwork.Create(Tiny.Configuration with { LoadBalancingWeight = 0.1 }, seed: 1);
        Assert.All(balanced.state_dict().Keys.Except(plain.state_dict().Keys), key => Assert.EndsWith(".gate.served", key, StringComparison.Ordinal));
        // Two units of two modalities, two stages, two layers with a gate.
        Assert.Equal(2 * 2 * 2 * 2, balanced.state_dict().Count - plain.state_dict().Count);
    }
}
