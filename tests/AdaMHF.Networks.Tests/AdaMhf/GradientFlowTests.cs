using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class GradientFlowTests
{
    [Fact]
    public void Every_trainable_parameter_learns_within_two_hundred_patients()
    {
        using var network = Tiny.Network();
        Assert.Contains("head.local.pathology_factor", network.named_parameters().Select(entry => entry.name));
        Assert.Empty(TrainingSteps.DeadAfter(network, 200));
    }

    [Fact]
    public void So_does_every_one_of_the_default_network()
    {
        using var network = AdaMhfNetwork.Create(
            new AdaMhfConfiguration
            {
                PatchWidth = Tiny.Configuration.PatchWidth,
                GenomicGroupSizes = Tiny.Configuration.GenomicGroupSizes,
            },
            seed: 4);
        Assert.Empty(TrainingSteps.DeadAfter(network, 200));
    }

    [Fact]
    public void The_frozen_MLP_is_saved_but_never_trained()
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.Network();
        string[] keys = ["frozen.fc1.bias", "frozen.fc1.weight", "frozen.fc2.bias", "frozen.fc2.weight"];
        var frozen = network.named_parameters()
            .Where(entry => !entry.parameter.requires_grad)
            .ToDictionary(entry => entry.name, entry => entry.parameter);
        Assert.Equal(keys, frozen.Keys.Order(StringComparer.Ordinal));
        var saved = network.state_dict().Keys.Where(key => key.Contains("frozen", StringComparison.Ordinal));
        Assert.Equal(keys, saved.Order(StringComparer.Ordinal));
        var before = frozen.ToDictionary(entry => entry.Key, entry => entry.Value.clone());

        TrainingSteps.Run(network, 6, _ => Assert.All(frozen.Values, parameter => Assert.Null(parameter.grad)));

        Assert.All(before, entry => TensorAssert.Identical(entry.Value, frozen[entry.Key]));
        var patient = Tiny.Patient(1);
        network.eval();
        var prediction = network.call(patient).Logits;
        using (no_grad()) frozen["frozen.fc1.weight"].Times_(2);
        Assert.True(TensorAssert.Differ(prediction, network.call(patient).Logits), "The prediction does not depend on the frozen MLP.");
    }
}
