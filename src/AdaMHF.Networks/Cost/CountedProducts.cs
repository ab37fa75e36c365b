using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>The matrix product that every module of this library uses, so that the cost count is complete.</summary>
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
