using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Output of the units for one modality.</summary>
/// <param name="SegregationClass">[1, width]: class token of the segregation unit.</param>
/// <param name="IntegrationClass">[1, width]: class token of the integration unit.</param>
/// <param name="Pooled">[1, width]: mean of the integration unit's tokens.</param>
internal sealed record ModalitySummary(Tensor SegregationClass, Tensor IntegrationClass, Tensor Pooled);
