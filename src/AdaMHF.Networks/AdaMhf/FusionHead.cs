using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>A hierarchical head: global + rate * local, then one logit per time bin.</summary>
internal abstract class FusionHead(string name)
    : Module<ModalitySummary?, ModalitySummary?, (Tensor Logits, Tensor? ModalityWeights)>(name)
{
    /// <summary>Maps the summaries of one patient, null where a modality is missing, to logits [K] and weights [2].</summary>
    public override (Tensor Logits, Tensor? ModalityWeights) forward(ModalitySummary? pathology, ModalitySummary? genomics)
    {
        var (logits, weights) = Run(pathology, genomics, predictions: 1);
        return (logits.squeeze(0), weights?.squeeze(0));
    }

    /// <summary>
    /// Maps the summaries of those who have a modality to logits [n, K] and weights [n, 2] of all, [n, 3] with clinical values; null for a
    /// head without weights.
    /// </summary>
    /// <exception cref="ArgumentException">A prediction has neither modality.</exception>
    internal abstract (Tensor Logits, Tensor? ModalityWeights) Run(
        ModalitySummary? pathology, ModalitySummary? genomics, int predictions, ClinicalValues? clinical = null);

    /// <summary>The local branch; null where there is none.</summary>
    protected static Module<Tensor, Tensor, Tensor>? LocalBranch(AdaMhfConfiguration configuration)
    {
        var width = configuration.TokenWidth;
        return configuration switch
        {
            { FusionBranches: FusionBranches.GlobalOnly } or { FusionBranches: FusionBranches.Both, LocalRate: 0 } => null,
            { LocalFusion: LocalFusion.OuterProduct } => new OuterProductFusion(width, width, width),
            _ => new LowRankFusion(width, width, width, configuration.FusionRank),
        };
    }

    /// <summary>The branches together; a local branch alone counts in full.</summary>
    protected static Tensor Sum(Tensor? global, double rate, Tensor? local) => (global, local) switch
    {
        (not null, not null) => global.Plus(rate, local),
        (null, not null) => local,
        _ => global!,
    };

    protected static Tensor Zeros(Tensor like, int width) => zeros(like.shape[0], width, dtype: like.dtype, device: like.device);

    /// <summary>[n, modalities]: true where a modality is there; null where all are everywhere.</summary>
    /// <param name="predictions">n.</param>
    /// <param name="pathology">Places of those who have pathology.</param>
    /// <param name="genomics">Places of those who have genomics.</param>
    /// <param name="clinical">Places of those who have clinical values; null for a network that reads none.</param>
    /// <param name="device">Where the result is to be.</param>
    /// <exception cref="ArgumentException">A prediction has neither pathology nor genomics.</exception>
    protected static Tensor? Present(int predictions, int[] pathology, int[] genomics, int[]? clinical, Device device)
    {
        int[][] modalities = clinical is null ? [pathology, genomics] : [pathology, genomics, clinical];
        if (modalities.All(places => places.Length == predictions)) return null;
        var present = new bool[predictions, modalities.Length];
        for (var modality = 0; modality < modalities.Length; modality++)
        {
            foreach (var place in modalities[modality]) present[place, modality] = true;
        }
        for (var place = 0; place < predictions; place++)
        {
            if (!present[place, 0] && !present[place, 1])
                throw new ArgumentException("Both modalities are missing; at least one is needed.");
        }
        return tensor(present, device: device);
    }

    /// <summary>Puts the rows of those who have a modality among zeros for the others, [n, width].</summary>
    protected static Tensor Spread(Tensor rows, int[] places, int predictions)
    {
        if (places.Length == predictions) return rows;
        var all = zeros(predictions, rows.shape[1], dtype: rows.dtype, device: rows.device);
        return all.index_copy(0, TokenBatch.Places(places, rows.device), rows);
    }
}
