using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class GenomicEmbeddingTests
{
    [Fact]
    public void Each_group_makes_the_token_at_its_own_place()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var embedding = new GenomicEmbedding(Tiny.Configuration, random);
        embedding.eval();
        Tensor[] profiles = [new Numbers(1).Normal(5), new Numbers(2).Normal(4), new Numbers(3).Normal(3)];
        var before = embedding.call(profiles);
        Assert.Equal([3, Tiny.Configuration.TokenWidth], before.shape);
        for (var group = 0; group < 3; group++)
        {
            Tensor[] changed = [.. profiles];
            changed[group] = changed[group].Times(-1);
            var after = embedding.call(changed);
            for (var token = 0; token < 3; token++) Assert.Equal(token == group, TensorAssert.Differ(before[token], after[token]));
        }
    }

    [Fact]
    public void Dropout_of_the_genes_acts_in_training_alone()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        var configuration = Tiny.Configuration with { GenomicDropout = 0, GenomicInputDropout = 0.5 };
        using var embedding = new GenomicEmbedding(configuration, random);
        Tensor[] profiles = [ones(5), ones(4), ones(3)];
        Assert.True(TensorAssert.Differ(embedding.call(profiles), embedding.call(profiles)));
        embedding.eval();
        TensorAssert.Identical(embedding.call(profiles), embedding.call(profiles));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Another_number_of_groups_is_refused_with_both_numbers(int count)
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.Network();
        Tensor[] profiles = [.. Enumerable.Range(0, count).Select(_ => zeros(5))];
        var error = Assert.Throws<ArgumentException>(() => network.call(new PatientTensors(null, profiles)));
        Assert.Contains($"{count} genomic groups", error.Message, StringComparison.Ordinal);
        Assert.Contains("expects 3", error.Message, StringComparison.Ordinal);
    }
}
