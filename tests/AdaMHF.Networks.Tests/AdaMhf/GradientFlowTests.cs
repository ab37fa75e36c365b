using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class GradientFlowTests
{
    // What a parameter gets that the loss does not depend on is of the order of 1e-8.
    private const float AboveRounding = 1e-7f;

    [Fact]
    public void Every_trainable_parameter_learns_within_forty_patients()
    {
        using var network = Tiny.Network();
        var waiting = network.named_parameters().Where(entry => entry.parameter.requires_grad).Select(entry => entry.name).ToHashSet();
        Assert.Contains("head.local.pathology_factor", waiting);

        TrainingSteps.Run(network, 40, _ =>
        {
            foreach (var (name, parameter) in network.named_parameters())
            {
                if (parameter.grad is not { } gradient) continue;
                Assert.True(gradient.isfinite().all().item<bool>(), $"{name} has a gradient that is not finite.");
                if (gradient.abs().max().item<float>() > AboveRounding) waiting.Remove(name);
            }
        });

        Assert.Empty(waiting);
    }

    [Fact]
    public void The_frozen_perceptron_is_saved_but_never_trained()
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.Network();
        string[] keys = ["frozen.fc1.bias", "frozen.fc1.weight", "frozen.fc2.bias", "frozen.fc2.weight"];
        var frozen = network.named_parameters().Where(entry => !entry.parameter.requires_grad).ToDictionary(entry => entry.name, entry => entry.parameter);
        Assert.Equal(keys, frozen.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(keys, network.state_dict().Keys.Where(key => key.Contains("frozen", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var before = frozen.ToDictionary(entry => entry.Key, entry => entry.Value.clone());

        TrainingSteps.Run(network, 6, _ => Assert.All(frozen.Values, parameter => Assert.Null(parameter.grad)));

        Assert.All(before, entry => TensorAssert.Identical(entry.Value, frozen[entry.Key]));
        var patient = Tiny.Patient(1);
        network.eval();
        var prediction = network.call(patient).Logits;
        using (no_grad()) frozen["frozen.fc1.weight"].mul_(2);
        Assert.True(TensorAssert.Differ(prediction, network.call(patient).Logits), "The frozen perceptron takes no part in the prediction.");
    }
}
