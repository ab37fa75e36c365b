using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class SnnTests
{
    [Fact]
    public void The_penalty_is_the_sum_of_all_absolute_weights_in_training()
    {
        using var scope = NewDisposeScope();
        using var network = SnnNetwork.Create(Unimodal.Snn with { L1Weight = 0.5 }, seed: 1);
        var sum = network.state_dict().Values.Sum(weight => weight.Doubles().Sum(Math.Abs));
        Assert.Equal(0.5 * sum, network.call(Unimodal.Patient(1)).AuxiliaryLoss!.item<float>(), 1e-3);
        using var free = SnnNetwork.Create(Unimodal.Snn with { L1Weight = 0 }, seed: 1);
        Assert.Null(free.call(Unimodal.Patient(1)).AuxiliaryLoss);
    }

    [Fact]
    public void Vectors_of_other_lengths_are_refused_even_where_the_sum_agrees()
    {
        using var scope = NewDisposeScope();
        using var network = SnnNetwork.Create(Unimodal.Snn, seed: 1);
        var refused = Assert.Throws<ArgumentException>(() => network.call(new PatientTensors(null, [zeros(4), zeros(5), zeros(3)])));
        Assert.Contains("4, 5, 3", refused.Message, StringComparison.Ordinal);
    }
}
