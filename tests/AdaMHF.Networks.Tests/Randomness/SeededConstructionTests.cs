using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class SeededConstructionTests
{
    [Fact]
    public void The_same_seed_gives_identical_weights_whatever_the_process_wide_generator_did()
    {
        using var scope = NewDisposeScope();
        using var first = Tiny.Network(seed: 5);
        _ = rand(17);
        using var second = Tiny.Network(seed: 5);
        var others = second.state_dict();
        Assert.All(first.state_dict(), entry => TensorAssert.Identical(entry.Value, others[entry.Key]));
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-5)]
    public void Another_seed_gives_other_weights_in_every_part_that_starts_at_random(long seed)
    {
        using var scope = NewDisposeScope();
        using var first = Tiny.Network(seed: 5);
        using var second = Tiny.Network(seed);
        var others = second.state_dict();
        var random = first.state_dict().Where(entry => entry.Value.numel() > 1 && entry.Value.var().item<float>() > 0).ToArray();
        Assert.True(random.Length > 50);
        Assert.All(random, entry => Assert.True(TensorAssert.Differ(entry.Value, others[entry.Key]), entry.Key));
    }

    [Fact]
    public void Building_a_network_leaves_the_process_wide_generator_where_it_was()
    {
        using var scope = NewDisposeScope();
        var before = get_rng_state();
        using var network = Tiny.Network(seed: 5);
        Assert.True(before.equal(get_rng_state()).all().item<bool>());
    }

    [Fact]
    public void A_constructor_that_fails_leaves_it_there_too()
    {
        using var scope = NewDisposeScope();
        var before = get_rng_state();
        Assert.Throws<InvalidOperationException>(() =>
            SeededConstruction.Build<object>(5, () => throw new InvalidOperationException($"{rand(1).item<float>()}")));
        Assert.True(before.equal(get_rng_state()).all().item<bool>());
    }
}
