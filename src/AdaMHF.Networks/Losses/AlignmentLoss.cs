using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>L1 alignment between a modality's two class tokens: it keeps the integration unit close to the segregation unit.</summary>
internal static class AlignmentLoss
{
    /// <summary>Mean absolute difference; the segregation token has no gradient.</summary>
    public static Tensor Of(ModalitySummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return Of(summary.SegregationClass, summary.IntegrationClass);
    }

    /// <summary>Mean absolute difference of two tensors of one shape; no gradient reaches the first.</summary>
    public static Tensor Of(Tensor reference, Tensor aligned)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return (reference.detach() - aligned).abs().mean();
    }
}
