using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>What a network says about one patient.</summary>
/// <param name="Logits">[K]: hazard of each time bin before the sigmoid; [1]: log relative risk, where <see cref="SurvivalNetwork.PredictsRisk"/>.</param>
/// <param name="ModalityWeights">[2]: share of pathology and genomics; they sum to one. Null for networks that do not say.</param>
/// <param name="AuxiliaryLoss">Scalar to add to the data loss, already weighted; null when there is none.</param>
public sealed record SurvivalOutput(Tensor Logits, Tensor? ModalityWeights = null, Tensor? AuxiliaryLoss = null)
{
    /// <summary>Weight of the data loss beside the auxiliary loss. Default 1.</summary>
    public double DataLossWeight { get; init; } = 1;
}
