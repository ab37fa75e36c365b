using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class PseudoInverseTests
{
    [Fact]
    public void Enough_iterations_give_the_inverse_of_regular_matrices()
    {
        using var scope = NewDisposeScope();
        var matrices = new Numbers(1).NormalDouble(2, 3, 6, 6).Times(2).softmax(-1);
        var product = matrices.matmul(PseudoInverse.Iterate(matrices, 40));
        TensorAssert.Close(eye(6, dtype: float64).expand(2, 3, 6, 6), product, 1e-6);
    }

    [Fact]
    public void Every_iteration_comes_closer()
    {
        using var scope = NewDisposeScope();
        var matrices = new Numbers(2).NormalDouble(1, 5, 5).softmax(-1);
        double Distance(int iterations) =>
            (matrices.matmul(PseudoInverse.Iterate(matrices, iterations)) - eye(5, dtype: float64)).norm().item<double>();
        var distances = Enumerable.Range(0, 9).Select(Distance).ToArray();
        Assert.Equal(distances.OrderDescending(), distances);
    }
}
