using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class Gradients
{
    /// <summary>
    /// Gradients of a scalar with respect to variables that all must have one; asking the library for a missing
    /// gradient would end the process.
    /// </summary>
    public static Tensor[] Of(Tensor scalar, IReadOnlyList<Tensor> variables)
    {
        foreach (var variable in variables) variable.grad?.zero_();
        scalar.backward(retain_graph: true);
        return [.. variables.Select((variable, i) =>
        {
            Assert.True(variable.grad is not null, $"No gradient reaches variable {i}, [{string.Join(", ", variable.shape)}].");
            return variable.grad!.clone();
        })];
    }
}
