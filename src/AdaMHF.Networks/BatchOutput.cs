using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>What a network says about the patients of a batch.</summary>
/// <param name="Logits">[patients, K], see <see cref="SurvivalOutput.Logits"/>.</param>
/// <param name="ModalityWeights">
/// [patients, 2], see <see cref="SurvivalOutput.ModalityWeights"/>; null for networks without modality weights.
/// </param>
/// <param name="AuxiliaryLoss">
/// Scalar to add to the mean data loss: the mean of the patients' own auxiliary losses; null when there is none.
/// </param>
public sealed record BatchOutput(Tensor Logits, Tensor? ModalityWeights = null, Tensor? AuxiliaryLoss = null)
{
    /// <summary>Weight of the data loss beside the auxiliary loss. Default 1.</summary>
    public double DataLossWeight { get; init; } = 1;

    /// <summary>Puts the outputs of single patients together.</summary>
    /// <param name="outputs">The outputs, at least one, of one network.</param>
    public static BatchOutput Of(params IReadOnlyList<SurvivalOutput> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Tensor[] auxiliary = [.. outputs.Select(output => output.AuxiliaryLoss).OfType<Tensor>()];
        return new(
            stack([.. outputs.Select(output => output.Logits)]),
            outputs[0].ModalityWeights is null ? null : stack([.. outputs.Select(output => output.ModalityWeights!)]),
            auxiliary.Length == 0 ? null : stack(auxiliary).sum().Over(outputs.Count))
        {
            DataLossWeight = outputs[0].DataLossWeight,
        };
    }

    /// <summary>The output of the only patient.</summary>
    public SurvivalOutput Single() =>
        new(Logits.squeeze(0), ModalityWeights?.squeeze(0), AuxiliaryLoss) { DataLossWeight = DataLossWeight };
}
