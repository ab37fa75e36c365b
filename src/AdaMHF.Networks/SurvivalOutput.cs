using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>What a network says about one patient.</summary>
/// <param name="Logits">[K]: hazard of each time bin before the sigmoid.</param>
/// <param name="ModalityWeights">[2]: share of pathology and genomics; they sum to one.</param>
/// <param name="AuxiliaryLoss">Scalar to add to the data loss, already weighted; null when there is none.</param>
public sealed record SurvivalOutput(Tensor Logits, Tensor ModalityWeights, Tensor? AuxiliaryLoss);
