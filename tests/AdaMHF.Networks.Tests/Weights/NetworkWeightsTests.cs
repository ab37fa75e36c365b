using AdaMHF.TensorFiles;

namespace AdaMHF.Networks.Tests;

public class NetworkWeightsTests
{
    [Fact]
    public void Saved_weights_load_bit_by_bit_into_a_network_that_then_predicts_the_same()
    {
        using var saved = Tiny.ShakenNetwork(seed: 1);
        using var loaded = Tiny.ShakenNetwork(seed: 2);
        var patient = Tiny.Patient(1);
        Assert.True(TensorAssert.Differ(saved.call(patient).Logits, loaded.call(patient).Logits));

        NetworkWeights.Load(loaded, Saved(saved));

        var weights = loaded.state_dict();
        Assert.All(saved.state_dict(), entry => TensorAssert.Identical(entry.Value, weights[entry.Key]));
        TensorAssert.Identical(saved.call(patient).Logits, loaded.call(patient).Logits);
    }

    [Fact]
    public void Loading_keeps_trainable_weights_trainable_and_frozen_ones_frozen()
    {
        using var network = Tiny.Network(seed: 2);
        var before = network.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.requires_grad);
        NetworkWeights.Load(network, Saved(network));
        Assert.Equal(before, network.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.requires_grad));
    }

    [Fact]
    public void A_missing_weight_is_refused_by_name() =>
        AssertRefused(tensors => tensors.Remove("head.hazards.bias"), "Missing: head.hazards.bias", "Unknown: none");

    [Fact]
    public void An_unknown_weight_is_refused_by_name() =>
        AssertRefused(tensors => tensors["head.extra"] = StoredTensor.FromSingles([1], 1), "Missing: none", "Unknown: head.extra");

    [Fact]
    public void A_weight_of_another_shape_is_refused_by_name_with_both_shapes() =>
        AssertRefused(
            tensors => tensors["head.hazards.bias"] = StoredTensor.FromSingles([1, 2, 3], 3), "'head.hazards.bias'", "[3]", "[4]");

    [Fact]
    public void A_network_of_another_configuration_is_refused()
    {
        using var two = Tiny.Network();
        using var three = AdaMhfNetwork.Create(Tiny.Configuration with { StagesPerUnit = 3 }, 1);
        var error = Assert.Throws<InvalidDataException>(() => NetworkWeights.Load(three, Saved(two)));
        Assert.Contains("more", error.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(Action<Dictionary<string, StoredTensor>> change, params string[] expected)
    {
        using var source = Tiny.ShakenNetwork(seed: 1);
        using var network = Tiny.Network(seed: 2);
        using var untouched = Tiny.Network(seed: 2);
        var tensors = Saved(source).Tensors.ToDictionary();
        change(tensors);

        var error = Assert.Throws<InvalidDataException>(() => NetworkWeights.Load(network, new NamedTensors(tensors)));

        Assert.All(expected, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        var weights = network.state_dict();
        Assert.All(untouched.state_dict(), entry => TensorAssert.Identical(entry.Value, weights[entry.Key]));
    }

    private static NamedTensors Saved(AdaMhfNetwork network)
    {
        using var stream = new MemoryStream();
        NetworkWeights.Save(network, stream);
        return SafeTensorsFile.Parse(stream.ToArray(), "weights.safetensors");
    }
}
