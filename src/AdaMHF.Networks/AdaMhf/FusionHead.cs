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
    /// Maps the summaries of those who have a modality to logits [n, K] and weights [n, 2] of all; null for a head without weights.
    /// </summary>
    /// <exception cref="ArgumentException">A prediction has neither modality.</exception>
    internal abstract (Tensor Logits, Tensor? ModalityWeights) Run(ModalitySummary? pathology, ModalitySummary? genomics, int predictions);

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

    /// <summary>[n, 2]: true where a modality is there; null where both are everywhere.</summary>
    protected static Tensor? Present(ModalitySummary? pathology, ModalitySummary? genomics, int predictions)
    {
        if (pathology?.Places.Length == predictions && genomics?.Places.Length == predictions) return null;
        var present = new bool[predictions * 2];
        foreach (var place in pathology?.Places ?? []) present[place * 2] = true;
        foreach (var place in genomics?.Places ?? []) present[(place * 2) + 1] = true;
        for (var place = 0; place < predictions; place++)
        {
            if (!present[place * 2] && !present[(place * 2) + 1])
                throw new ArgumentException("Both modalities are missing; at least one is needed.");
        }
        return tensor(present, [predictions, 2], device: (pathology ?? genomics)!.Pooled.device);
    }

    /// <summary>Puts the rows of those who have a modality among zeros for the others, [n, width].</summary>
    protected static Tensor Spread(Tensor rows, int[] places, int predictions)
    {
        if (places.Length == predictions) return rows;
        var all = zeros(predictions, rows.shape[1], dtype: rows.dtype, device: rows.device);
        return all.index_copy(0, TokenBatch.Places(places, rows.device), rows);
    }
}
