using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Moore-Penrose pseudo-inverse by the third-order iteration of Razavi et al. (2014), as the Nystromformer uses it.</summary>
internal static class PseudoInverse
{
    /// <summary>Approximates the pseudo-inverse of each matrix of a batch.</summary>
    /// <param name="matrices">[..., m, m], rows that sum to one (softmax output).</param>
    /// <param name="iterations">6 is enough for the float32 accuracy of a softmax matrix.</param>
    /// <returns>[..., m, m].</returns>
    public static Tensor Iterate(Tensor matrices, int iterations = 6)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        var size = matrices.shape[^1];
        var identity = eye(size, dtype: matrices.dtype, device: matrices.device);
        var magnitude = matrices.abs();
        // One scale for the whole batch, as in the reference code: both maxima are over all matrices.
        var inverse = matrices.transpose(-1, -2) / (magnitude.sum(-1).max() * magnitude.sum(-2).max());
        for (var i = 0; i < iterations; i++)
        {
            var product = matrices.Product(inverse);
            var polynomial = 7 * identity - product;
            polynomial = 15 * identity - product.Product(polynomial);
            polynomial = 13 * identity - product.Product(polynomial);
            inverse = 0.25 * inverse.Product(polynomial);
        }
        return inverse;
    }
}
