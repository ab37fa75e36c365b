using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Output of the units for one modality of those patients who have it.</summary>
/// <param name="SegregationClass">[n, width]: class token of the segregation unit.</param>
/// <param name="IntegrationClass">[n, width]: class token of the integration unit.</param>
/// <param name="Pooled">[n, width]: mean of the integration unit's tokens.</param>
internal sealed record ModalitySummary(Tensor SegregationClass, Tensor IntegrationClass, Tensor Pooled)
{
    /// <summary>Which prediction each row belongs to, rising. Default the only one.</summary>
    public int[] Places { get; init; } = [0];
}
