using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class TensorAssert
{
    public static float[] Singles(this Tensor tensor) => tensor.detach().to(float32).cpu().contiguous().data<float>().ToArray();

    public static double[] Doubles(this Tensor tensor) => tensor.detach().to(float64).cpu().contiguous().data<double>().ToArray();

    /// <summary>Shapes and every bit agree.</summary>
    public static void Identical(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(expected.Singles(), actual.Singles());
    }

    public static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        var deviation = (expected.to(float64) - actual.to(float64)).abs().max().item<double>();
        Assert.True(deviation <= tolerance, $"The largest deviation is {deviation:g3}, allowed {tolerance:g3}.");
    }

    public static bool Differ(Tensor a, Tensor b) => !a.Singles().AsSpan().SequenceEqual(b.Singles());
}
