using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>The matrix product by which every module of this library multiplies, so that a cost count misses none.</summary>
internal static class CountedProducts
{
    /// <summary>The batched matrix product of two tensors of at least two axes.</summary>
    public static Tensor Product(this Tensor left, Tensor right)
    {
        var product = left.matmul(right);
        OperationLedger.AddProduct(left, product);
        return product;
    }
}
