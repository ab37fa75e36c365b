using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class RandomSourceTests
{
    [Fact]
    public void Evaluation_is_deterministic()
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.ShakenNetwork();
        var patient = Tiny.Patient(1);
        TensorAssert.Identical(network.call(patient).Logits, network.call(patient).Logits);
    }

    [Fact]
    public void Training_repeats_after_reseeding_and_only_then()
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.ShakenNetwork();
        network.train();
        var patient = Tiny.Patient(1);
        // The gates' averages move with every patient.
        var start = NetworkWeights.Copy(network);
        Tensor[] After(long seed)
        {
            NetworkWeights.Load(network, start);
            network.Random.Reseed(seed);
            return [.. Enumerable.Range(0, 3).Select(_ => network.call(patient).Logits)];
        }

        var first = After(9);
        var again = After(9);
        var other = After(10);

        for (var i = 0; i < 3; i++) TensorAssert.Identical(first[i], again[i]);
        Assert.True(TensorAssert.Differ(first[0], first[1]));
        Assert.True(TensorAssert.Differ(first[0], other[0]));
    }

    [Fact]
    public void Another_network_goes_on_where_the_first_one_stood()
    {
        using var scope = NewDisposeScope();
        using var first = Tiny.ShakenNetwork();
        using var second = Tiny.ShakenNetwork();
        first.train();
        second.train();
        var patient = Tiny.Patient(1);
        // In the middle of the gates' rounds through their experts.
        first.call(patient);
        NetworkWeights.Load(second, NetworkWeights.Copy(first));
        second.Random.Continue(first.Random.State(), CPU);
        for (var i = 0; i < 20; i++) TensorAssert.Identical(first.call(patient).Logits, second.call(patient).Logits);

        using var other = new RandomSource(1);
        Assert.Throws<ArgumentException>(() => other.Continue(first.Random.State(), CPU));
    }

    [Fact]
    public void Training_neither_reads_nor_moves_the_process_wide_generator()
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.ShakenNetwork();
        network.train();
        var start = NetworkWeights.Copy(network);
        network.Random.Reseed(9);
        var first = network.call(Tiny.Patient(1)).Logits;
        _ = rand(1000);
        NetworkWeights.Load(network, start);
        var before = get_rng_state();
        network.Random.Reseed(9);
        var second = network.call(Tiny.Patient(1)).Logits;

        TensorAssert.Identical(first, second);
        Assert.True(before.equal(get_rng_state()).all().item<bool>());
    }

    [Fact]
    public void Two_networks_trained_in_turns_do_not_disturb_each_other()
    {
        using var scope = NewDisposeScope();
        using var alone = Tiny.Network(seed: 4);
        using var paired = Tiny.Network(seed: 4);
        using var neighbour = Tiny.Network(seed: 8);
        var patient = Tiny.Patient(1);
        var expected = Enumerable.Range(0, 5).Select(_ => alone.call(patient).Logits).ToArray();
        var actual = Enumerable.Range(0, 5).Select(_ =>
        {
            neighbour.call(patient);
            return paired.call(patient).Logits;
        }).ToArray();
        for (var i = 0; i < 5; i++) TensorAssert.Identical(expected[i], actual[i]);
    }
}
