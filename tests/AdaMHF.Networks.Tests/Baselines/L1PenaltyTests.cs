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

    [Fact]
    public void Porpoise_adds_that_of_genes_and_fusion_in_training_only()
    {
        using var scope = NewDisposeScope();
        using var network = (PorpoiseNetwork)MultimodalSystems.Create("Porpoise");
        var patient = MultimodalSystems.Patient(1);
        var penalised = network.named_parameters().Where(entry => entry.name.StartsWith("genomic_embedding.", StringComparison.Ordinal) || entry.name.StartsWith("fusion.", StringComparison.Ordinal));
        Assert.Equal(penalised.SelectMany(entry => entry.parameter.Doubles()).Sum(Math.Abs) * 1e-5, network.call(patient).AuxiliaryLoss!.item<float>(), 1e-7);
        network.eval();
        Assert.Null(network.call(patient).AuxiliaryLoss);
    }
}
