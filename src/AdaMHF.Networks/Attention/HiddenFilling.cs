using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Keeps filling out of a softmax over the tokens of each sequence.</summary>
internal static class HiddenFilling
{
    /// <summary>Sets the scores of filling to a number, minus infinity unless another is given.</summary>
    /// <param name="layout">The sequences.</param>
    /// <param name="scores">[n, ..., length].</param>
    /// <param name="number">What filling gets.</param>
    public static Tensor Hide(this TokenLayout layout, Tensor scores, double number = double.NegativeInfinity) => layout.IsEven
        ? scores
        : scores.Where(
            layout.Mask.logical_not().reshape([scores.shape[0], .. Enumerable.Repeat(1L, (int)scores.dim() - 2), layout.Length]),
            number);
}
