using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Prediction of one patient.</summary>
/// <param name="Logits">
/// [K]: hazard logit of each time bin; [1]: log relative risk where <see cref="SurvivalNetwork.PredictsRisk"/> is true.
/// </param>
/// <param name="ModalityWeights">[2]: share of pathology and genomics; they sum to one. Null for networks without modality weights.</param>
/// <param name="AuxiliaryLoss">Scalar to add to the data loss, already weighted; null when there is none.</param>
public sealed record SurvivalOutput(Tensor Logits, Tensor? ModalityWeights = null, Tensor? AuxiliaryLoss = null)
{
    /// <summary>Weight of the data loss beside the auxiliary loss. Default 1.</summary>
    public double DataLossWeight { get; init; } = 1;
}
