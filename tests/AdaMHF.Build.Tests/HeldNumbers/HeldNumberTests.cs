using AdaMHF.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdaMHF.Build.Tests;

/// <summary>
/// TorchSharp hands numbers to native code as objects that nothing keeps alive during the call. Only TensorArithmetic makes them, because
/// it holds them, and tests that hold finalizers: now and then a call that does neither fails, if another test makes much garbage.
/// </summary>
public sealed class HeldNumberTests
{
    private static readonly string TensorArithmetic =
        Path.Combine(Repository.Root, "src", "AdaMHF.Networks", "Arithmetic", "TensorArithmetic.cs");

    private static readonly ScalarMakers Makers = ScalarMakers.Read(Path.Combine(AppContext.BaseDirectory, "TorchSharp.dll"));

    [Theory]
    [InlineData("src/AdaMHF.Benchmark")]
    [InlineData("src/AdaMHF.MLNet")]
    [InlineData("src/AdaMHF.Networks")]
    [InlineData("src/AdaMHF.Reports")]
    [InlineData("tests/AdaMHF.Benchmark.Tests")]
    [InlineData("tests/AdaMHF.MLNet.Tests")]
    [InlineData("tests/AdaMHF.Networks.Tests")]
    public void Only_the_tensor_arithmetic_lets_TorchSharp_make_numbers(string project)
    {
        var sources = SourceProject.Read(Path.Combine(Repository.Root, project));
        string[] uses =
        [
            .. sources.Files.Where(file => file.FilePath != TensorArithmetic && !HoldsFinalizers(file))
                .SelectMany(file => ScalarUses.In(sources, file, Makers)),
        ];
        Assert.True(
            uses.Length == 0,
            $"{uses.Length} calls make a Scalar that a garbage collection may free during the call; use TensorArithmetic"
                + $" (for TorchSharp's own as a reference of tests: {nameof(HeldFinalizers)}):\n" + string.Join("\n", uses));
    }

    private static bool HoldsFinalizers(SyntaxTree file) => file.GetRoot().DescendantNodes()
        .OfType<ObjectCreationExpressionSyntax>().Any(made => made.Type.ToString() == nameof(HeldFinalizers));

    [Theory]
    [InlineData("x + x")]
    [InlineData("x * 2")]
    [InlineData("1 - x")]
    [InlineData("x += x")]
    [InlineData("-x + x")]
    [InlineData("x.add(x)")]
    [InlineData("x.square()")]
    [InlineData("x.clamp_min(1e-7)")]
    [InlineData("x.pow(2)")]
    [InlineData("x.mul(2.ToScalar())")]
    [InlineData("(double)x")]
    [InlineData("x.ToDouble()")]
    [InlineData("torch.arange(3)")]
    [InlineData("torch.full(3, 0.5)")]
    [InlineData("torch.nn.functional.elu(x)")]
    [InlineData("torch.nn.ELU()")]
    [InlineData("torch.nn.BatchNorm1d(3)")]
    [InlineData("torch.optim.SGD(System.Array.Empty<TorchSharp.Modules.Parameter>(), 0.1)")]
    [InlineData("new System.Func<torch.Tensor, torch.Tensor>(x.add)")]
    public void A_number_that_is_not_held_is_found(string expression) =>
        Assert.StartsWith("Planted.cs(4): ", UsesIn(expression).First());

    [Theory]
    [InlineData("x * x")]
    [InlineData("x - x")]
    [InlineData("x / x")]
    [InlineData("-x")]
    [InlineData("x.add(x, held)")]
    [InlineData("x.mul(held)")]
    [InlineData("x.softmax(1)")]
    [InlineData("x[.., 1..]")]
    [InlineData("x.mean([0L])")]
    [InlineData("x.item<float>()")]
    [InlineData("torch.zeros(3)")]
    [InlineData("torch.nn.Linear(3, 3)")]
    [InlineData("torch.nn.functional.gelu(x)")]
    public void What_makes_no_number_is_left_alone(string expression) => Assert.Empty(UsesIn(expression));

    private static string[] UsesIn(string expression)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder.File("Planted.cs"),
            $$"""
            using TorchSharp;
            class Planted
            {
                object Run(torch.Tensor x, Scalar held) => {{expression}};
            }
            """);
        var project = SourceProject.Read(folder.Path);
        return [.. project.Files.SelectMany(file => ScalarUses.In(project, file, Makers)).Select(use => Path.GetFileName(use))];
    }
}
