using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Compares gradients with central differences, in double precision.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-5;

    /// <summary>The gradient of a scalar by every element of every variable is what central differences of the same scalar give.</summary>
    public static void Agrees(Func<Tensor> scalar, IReadOnlyDictionary<string, Tensor> variables) => Agrees(scalar, scalar, variables);

    /// <summary>The same, with the differences taken of another function, which states what the gradient is meant to be.</summary>
    public static void Agrees(Func<Tensor> scalar, Func<Tensor> stated, IReadOnlyDictionary<string, Tensor> variables)
    {
        Assert.NotEmpty(variables);
        Tensor[] tensors = [.. variables.Values.Select(variable => variable.requires_grad_(true))];
        var gradients = Gradients.Of(scalar(), tensors);
        Assert.All(variables.Zip(gradients), pair =>
        {
            var (name, variable) = pair.First;
            var expected = Differences(stated, variable);
            var actual = pair.Second.Doubles();
            var size = expected.Max(Math.Abs);
            Assert.True(size > 1e-8, $"{name}: nothing depends on it.");
            for (var i = 0; i < expected.Length; i++)
            {
                var deviation = Math.Abs(expected[i] - actual[i]);
                Assert.True(deviation <= 1e-6 * Math.Max(1, size), $"{name}[{i}]: gradient {actual[i]}, differences give {expected[i]}.");
            }
        });
    }

    public static IReadOnlyDictionary<string, Tensor> ParametersOf(nn.Module module, Func<string, bool>? chosen = null) =>
        module.named_parameters()
            .Where(entry => chosen?.Invoke(entry.name) ?? true)
            .ToDictionary(entry => entry.name, entry => (Tensor)entry.parameter);

    private static double[] Differences(Func<Tensor> scalar, Tensor variable)
    {
        using var noGradient = no_grad();
        using var flat = variable.detach().view(-1);
        var elements = flat.data<double>();
        var differences = new double[variable.numel()];
        for (var i = 0; i < differences.Length; i++)
        {
            using var scope = NewDisposeScope();
            var value = elements[i];
            elements[i] = value + Step;
            var above = scalar().item<double>();
            elements[i] = value - Step;
            var below = scalar().item<double>();
            elements[i] = value;
            differences[i] = (above - below) / (2 * Step);
        }
        return differences;
    }
}
