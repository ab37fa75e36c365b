using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// The published head: an MLP on the concatenated class tokens, in the order pathology, genomics, those of segregation first, plus low-rank
/// fusion of the pooled tokens. A missing modality is zeros everywhere.
/// </summary>
/// <remarks>
/// The paper concatenates class tokens and applies an MLP. Its code averages those of the two units first, as CMTA does; all four keep what
/// the paper's text says. Widths 4 d, d, d with ReLU, as the code's 512, 256, 256.
/// </remarks>
internal sealed class ConcatenatedHead : FusionHead
{
    private readonly Linear? global1;
    private readonly Linear? global2;
    private readonly Module<Tensor, Tensor, Tensor>? local;
    private readonly Linear hazards;
    private readonly double rate;
    private readonly int width;

    /// <summary>Creates the head.</summary>
    /// <param name="configuration">Shape of the network.</param>
    public ConcatenatedHead(AdaMhfConfiguration configuration) : base(nameof(ConcatenatedHead))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        (width, rate) = (configuration.TokenWidth, configuration.LocalRate);
        if (configuration.FusionBranches != FusionBranches.LocalOnly)
        {
            global1 = Layers.Linear(4 * width, width);
            global2 = Layers.Linear(width, width);
        }
        local = LocalBranch(configuration);
        hazards = Layers.Linear(width, configuration.TimeBins);
        RegisterComponents();
    }

    /// <inheritdoc/>
    internal override (Tensor Logits, Tensor? ModalityWeights) Run(
        ModalitySummary? pathology, ModalitySummary? genomics, int predictions, ClinicalValues? clinical = null)
    {
        var given = (pathology ?? genomics)?.Pooled;
        // Refuses a prediction from nothing.
        _ = Present(predictions, pathology?.Places ?? [], genomics?.Places ?? [], clinical: null, given?.device ?? CPU);
        var none = zeros(predictions, width, dtype: given!.dtype, device: given.device);
        Tensor Of(ModalitySummary? summary, Func<ModalitySummary, Tensor> tokens) =>
            summary is null ? none : Spread(tokens(summary), summary.Places, predictions);

        var whole = global1 is null ? null : functional.relu(global2!.call(functional.relu(global1.call(cat(
            [
                Of(pathology, summary => summary.SegregationClass), Of(genomics, summary => summary.SegregationClass),
                Of(pathology, summary => summary.IntegrationClass), Of(genomics, summary => summary.IntegrationClass),
            ],
            1)))));
        var part = local?.call(Of(pathology, summary => summary.Pooled), Of(genomics, summary => summary.Pooled));
        return (hazards.call(Sum(whole, rate, part)), null);
    }
}
