using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>L1 alignment between a modality's two class tokens: it keeps the integration unit close to the segregation unit.</summary>
internal static class AlignmentLoss
{
    /// <summary>Mean absolute difference of each row, [n]; no gradient reaches the first.</summary>
    public static Tensor OfRows(Tensor reference, Tensor aligned)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return (reference.detach() - aligned).abs().mean([-1]);
    }

    /// <summary>Mean absolute difference of two tensors of one shape; no gradient reaches the first.</summary>
    public static Tensor Of(Tensor reference, Tensor aligned)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return (reference.detach() - aligned).abs().mean();
    }
}
