using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Moore-Penrose pseudo-inverse by the third-order iteration of Razavi et al. (2014), as the Nystromformer uses it.</summary>
internal static class PseudoInverse
{
    /// <summary>Approximates the pseudo-inverse of each matrix of a batch.</summary>
    /// <param name="matrices">[..., m, m], rows that sum to one (softmax output).</param>
    /// <param name="iterations">6 is enough for the float32 accuracy of a softmax matrix.</param>
    /// <param name="perSequence">
    /// Whether each element of the first dimension is scaled by its own matrices, so that the patients of a batch do not affect each
    /// other. Default false: one scale for all, as in the reference code.
    /// </param>
    /// <returns>[..., m, m].</returns>
    public static Tensor Iterate(Tensor matrices, int iterations = 6, bool perSequence = false)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        var size = matrices.shape[^1];
        var identity = eye(size, dtype: matrices.dtype, device: matrices.device);
        var magnitude = matrices.abs();
        var (rows, columns) = (magnitude.sum(-1), magnitude.sum(-2));
        var scale = perSequence && matrices.shape[0] > 1
            ? (Largest(rows) * Largest(columns)).reshape([matrices.shape[0], .. Enumerable.Repeat(1L, (int)matrices.dim() - 1)])
            : rows.max() * columns.max();
        var inverse = matrices.transpose(-1, -2) / scale;
        var (seven, fifteen, thirteen) = (identity.Times(7), identity.Times(15), identity.Times(13));
        for (var i = 0; i < iterations; i++)
        {
            var product = matrices.Product(inverse);
            var polynomial = fifteen - product.Product(seven - product);
            polynomial = thirteen - product.Product(polynomial);
            inverse = inverse.Product(polynomial).Times(0.25);
        }
        return inverse;
    }

    private static Tensor Largest(Tensor sums) => sums.flatten(1).amax([1]);
}
