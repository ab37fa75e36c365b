using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class UnevenAttentionTests
{
    [Theory]
    [InlineData(3, 5, 8)]
    [InlineData(100, 101, 130)]
    [InlineData(100, 3, 117)]
    public void Sequences_of_different_length_get_what_each_gets_alone_gradients_too(params int[] counts)
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var attention = new Numbers(1).Shaken(() => new NystromAttention(16, new NystromOptions(2, 4, 8) { Dropout = 0 }, random));
        Tensor[] sequences = [.. counts.Select((count, i) => new Numbers(i).Normal(count, 16))];
        Tensor[] weights = [.. counts.Select((count, i) => new Numbers(10 + i).Normal(count, 16))];

        var alone = sequences.Select(sequence => attention.call(sequence.unsqueeze(0)).squeeze(0)).ToArray();
        stack([.. alone.Zip(weights, (output, weight) => (output * weight).sum())]).sum().backward();
        var expected = Gradients(attention);

        var batch = TokenBatch.Join([.. sequences.Select(TokenBatch.Single)]);
        var together = attention.Run(batch.Tokens, batch.Layout);
        stack([.. counts.Select((count, i) => (together[i].narrow(0, 0, count) * weights[i]).sum())]).sum().backward();
        for (var i = 0; i < counts.Length; i++) TensorAssert.Close(alone[i], together[i].narrow(0, 0, counts[i]), 1e-5);
        foreach (var (name, gradient) in Gradients(attention))
            Assert.True((expected[name] - gradient).abs().max().item<float>() <= 1e-4 * expected[name].abs().max().item<float>(), name);
    }

    [Theory]
    [InlineData(45)]
    [InlineData(46)]
    [InlineData(136)]
    [InlineData(2041)]
    public void The_gradient_of_the_value_kernel_is_right_at_every_length(int count)
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        // One output whose gradient is one, no projection to speak of: what is left is the sum of the shifted values.
        var options = new NystromOptions(1, 4, 8) { Dropout = 0, AlwaysApproximate = true };
        using var attention = new Numbers(1).Shaken(() => new NystromAttention(4, options, random));
        var tokens = new Numbers(2).Normal(count, 4);
        attention.call(tokens.unsqueeze(0)).sum().backward();
        var parameters = attention.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        var projection = parameters["projection.weight"].narrow(0, 8, 4).transpose(0, 1);
        var values = tokens.matmul(projection).matmul(parameters["output.weight"].sum(dim: 0));
        double[] value = [.. values.detach().data<float>().Select(x => (double)x)];
        float[] found = [.. parameters["convolution.weight"].grad!.reshape(-1).data<float>()];
        for (var k = 0; k < found.Length; k++)
        {
            var expected = Enumerable.Range(0, count).Where(t => t + k - 16 >= 0 && t + k - 16 < count).Sum(t => value[t + k - 16]);
            Assert.Equal(expected, found[k], 1e-4 * value.Sum(Math.Abs));
        }
    }

    private static Dictionary<string, Tensor> Gradients(nn.Module module)
    {
        var gradients = module.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad!.clone());
        foreach (var parameter in module.parameters()) parameter.grad = null;
        return gradients;
    }
}
