using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class L1PenaltyTests
{
    [Fact]
    public void It_is_the_sum_of_all_absolute_weights_and_its_gradient_is_their_sign()
    {
        using var scope = NewDisposeScope();
        var (one, other) = (nn.Linear(3, 2), nn.Linear(2, 1, hasBias: false));
        var penalty = L1Penalty.Of(one, other);
        var parameters = one.parameters().Concat(other.parameters()).ToArray();
        Assert.Equal(parameters.SelectMany(parameter => parameter.Doubles()).Sum(Math.Abs), penalty.item<float>(), 1e-5);
        penalty.backward();
        Assert.All(parameters, parameter => TensorAssert.Identical(parameter.sign(), parameter.grad!));
    }

    [Theory]
    [InlineData("Porpoise", 1e-5, "genomic_embedding.", "fusion.")]
    [InlineData("HFBSurv", 3e-3, "fusion.")]
    [InlineData("GPDBN", 3e-4, "fusion.")]
    public void Networks_that_have_it_add_that_of_their_named_parts_in_training_only(string name, double weight, params string[] parts)
    {
        using var scope = NewDisposeScope();
        using var network = MultimodalSystems.Create(name);
        var patient = MultimodalSystems.Patient(1);
        var penalised = network.named_parameters().Where(entry => parts.Any(part => entry.name.StartsWith(part, StringComparison.Ordinal)));
        var expected = penalised.SelectMany(entry => entry.parameter.Doubles()).Sum(Math.Abs) * weight;
        Assert.Equal(expected, network.call(patient).AuxiliaryLoss!.item<float>(), 1e-5 * expected);
        network.eval();
        Assert.Null(network.call(patient).AuxiliaryLoss);
    }
}
