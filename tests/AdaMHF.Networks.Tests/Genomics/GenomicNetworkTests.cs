using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class GenomicNetworkTests
{
    private static readonly GenomicNetworkConfiguration Three = new() { GroupSizes = [5, 4, 3], HiddenWidths = [8], TokenWidth = 6 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Depths_1_to_8_keep_mean_0_and_variance_1_at_their_start(bool training)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        // Half of the genes are mutations, 0 or 1: standardised, but far from normal.
        var mutations = new Numbers(2).Normal(800, 200).gt(tensor(0.8f)).to(float32);
        mutations = (mutations - mutations.mean([0])) / mutations.std(0, unbiased: false);
        var genes = cat([new Numbers(1).Normal(800, 200), mutations], 1);
        for (var depth = 1; depth <= 8; depth++)
        {
            using var network = GenomicNetwork.Create(
                new() { GroupSizes = [400], HiddenWidths = [.. Enumerable.Repeat(256, depth - 1)], TokenWidth = 256 }, seed: depth);
            network.train(training);
            var tokens = network.Embedding.call([genes]);
            Assert.Equal(0, tokens.mean().item<float>(), 0.1);
            Assert.Equal(1, tokens.var().item<float>(), 0.2);
        }
    }

    [Fact]
    public void A_batch_gives_what_its_patients_give_one_by_one()
    {
        using var scope = NewDisposeScope();
        using var network = GenomicNetwork.Create(Three, seed: 1);
        network.eval();
        Tensor[] batch = [new Numbers(1).Normal(7, 5), new Numbers(2).Normal(7, 4), new Numbers(3).Normal(7, 3)];
        var (logits, tokens) = (network.call(batch), network.Embedding.call(batch));
        Assert.Equal([7, 4], logits.shape);
        Assert.Equal([7, 3, 6], tokens.shape);
        for (var patient = 0; patient < 7; patient++)
        {
            Tensor[] alone = [.. batch.Select(group => group[patient])];
            TensorAssert.Close(logits[patient], network.call(alone), 1e-5);
            TensorAssert.Close(tokens[patient], network.Embedding.call(alone), 1e-5);
        }
    }

    [Fact]
    public void Its_embedding_has_the_weights_of_AdaMHFs_by_name_and_shape()
    {
        using var adamhf = Tiny.Network();
        var c = Tiny.Configuration;
        using var genomic = GenomicNetwork.Create(
            new() { GroupSizes = c.GenomicGroupSizes, HiddenWidths = [c.GenomicHiddenWidth], TokenWidth = c.TokenWidth }, seed: 1);
        static string[] Shapes(nn.Module network) =>
            [
                .. network.state_dict()
                    .Where(entry => entry.Key.StartsWith("genomic_embedding.", StringComparison.Ordinal))
                    .Select(entry => $"{entry.Key} {string.Join('x', entry.Value.shape)}")
                    .Order(),
            ];
        Assert.Equal(Shapes(adamhf), Shapes(genomic));
        Assert.NotEmpty(Shapes(genomic));
    }

    [Fact]
    public void Frozen_embeddings_get_no_gradient_and_do_not_drop_out()
    {
        using var scope = NewDisposeScope();
        using var network = GenomicNetwork.Create(Three with { Dropout = 0.5 }, seed: 1);
        Tensor[] batch = [new Numbers(1).Normal(7, 5), new Numbers(2).Normal(7, 4), new Numbers(3).Normal(7, 3)];
        network.train();
        Assert.True(TensorAssert.Differ(network.Embedding.call(batch), network.Embedding.call(batch)));

        network.Embedding.Freeze();
        network.train();
        TensorAssert.Identical(network.Embedding.call(batch), network.Embedding.call(batch));
        network.call(batch).sum().backward();
        var trained = network.named_parameters().Where(entry => entry.parameter.grad is not null).Select(entry => entry.name);
        Assert.Equal(["head.bias", "head.weight"], trained.Order());
    }

    [Fact]
    public void Seeds_decide_the_weights_and_values_out_of_range_are_refused()
    {
        using var one = GenomicNetwork.Create(Three, seed: 1);
        using var same = GenomicNetwork.Create(Three, seed: 1);
        using var other = GenomicNetwork.Create(Three, seed: 2);
        foreach (var (key, weight) in one.state_dict()) TensorAssert.Identical(weight, same.state_dict()[key]);
        Assert.True(TensorAssert.Differ(one.state_dict()["head.weight"], other.state_dict()["head.weight"]));
        Assert.Throws<ArgumentException>(() => GenomicNetwork.Create(Three with { GroupSizes = [] }, 1));
        Assert.Throws<ArgumentException>(() => GenomicNetwork.Create(Three with { HiddenWidths = [0] }, 1));
        Assert.Throws<ArgumentException>(() => GenomicNetwork.Create(Three with { Dropout = 1 }, 1));
    }
}
