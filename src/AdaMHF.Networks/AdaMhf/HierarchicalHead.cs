using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Hierarchical fusion: a global branch on the modalities' class tokens plus, at a small rate, a local branch that fuses their
/// pooled tokens at low rank. The modality gate scales both; a missing modality has weight zero.
/// </summary>
/// <remarks>
/// Differs from the paper in the global branch: class tokens are normalised before they are weighted, an equal weight leaves a
/// modality unchanged, and each hidden unit of the MLP gets one modality. As published, the prediction of patients with both
/// modalities depended on the stronger one alone.
/// </remarks>
internal sealed class HierarchicalHead : Module<ModalitySummary?, ModalitySummary?, (Tensor Logits, Tensor ModalityWeights)>
{
    private readonly LayerNorm pathology_norm;
    private readonly LayerNorm genomic_norm;
    private readonly ModalityGate gate;
    private readonly Linear? pathology_global;
    private readonly Linear? genomic_global;
    private readonly Linear? global;
    private readonly Module<Tensor, Tensor, Tensor>? local;
    private readonly Linear hazards;
    private readonly SeededDropout dropout;
    private readonly double rate;
    private readonly int width;

    /// <summary>Creates the head.</summary>
    /// <param name="configuration">Shape of the network.</param>
    /// <param name="random">Source of the dropout masks.</param>
    public HierarchicalHead(AdaMhfConfiguration configuration, RandomSource random) : base(nameof(HierarchicalHead))
    {
        ArgumentNullException.ThrowIfNull(configuration);
        width = configuration.TokenWidth;
        rate = configuration.LocalRate;
        // The units are pre-norm and their outputs unbounded; normalisation keeps the modalities balanced.
        pathology_norm = LayerNorm(width);
        genomic_norm = LayerNorm(width);
        gate = new ModalityGate(width);
        if (configuration.FusionBranches != FusionBranches.LocalOnly)
        {
            pathology_global = Linear(width, width);
            genomic_global = Linear(width, width);
            global = Linear(width, width);
        }
        local = configuration switch
        {
            { FusionBranches: FusionBranches.GlobalOnly } or { FusionBranches: FusionBranches.Both, LocalRate: 0 } => null,
            { LocalFusion: LocalFusion.OuterProduct } => new OuterProductFusion(width, width, width),
            _ => new LowRankFusion(width, width, width, configuration.FusionRank),
        };
        hazards = Linear(width, configuration.TimeBins);
        dropout = new SeededDropout(configuration.Dropout, random);
        RegisterComponents();
    }

    /// <summary>Maps the summaries, null where a modality is missing, to logits [K] and weights [2].</summary>
    public override (Tensor Logits, Tensor ModalityWeights) forward(ModalitySummary? pathology, ModalitySummary? genomics)
    {
        var pathologyClass = ClassToken(pathology, pathology_norm);
        var genomicClass = ClassToken(genomics, genomic_norm);
        var weights = gate.call(pathologyClass, genomicClass);
        // Scaled by 2, so that equal weights leave each modality as it is alone and the two add up.
        var scales = pathologyClass is null || genomicClass is null ? weights : weights * 2;

        var whole = global is null ? null : Global(pathologyClass, genomicClass, scales);
        var part = local?.call(Weighted(pathology?.Pooled, scales[0], scales), Weighted(genomics?.Pooled, scales[1], scales));
        var fused = (whole, part) switch
        {
            (not null, not null) => whole + rate * part,
            (null, not null) => part,
            _ => whole!,
        };
        return (hazards.call(fused).squeeze(0), weights);
    }

    /// <summary>
    /// An MLP on the pair of class tokens whose hidden units each get one modality, so that the contributions of the two add up.
    /// </summary>
    private Tensor Global(Tensor? pathologyClass, Tensor? genomicClass, Tensor scales)
    {
        Tensor[] parts =
        [
            .. pathologyClass is null ? Array.Empty<Tensor>() : [functional.relu(pathology_global!.call(pathologyClass * scales[0]))],
            .. genomicClass is null ? Array.Empty<Tensor>() : [functional.relu(genomic_global!.call(genomicClass * scales[1]))],
        ];
        return global!.call(dropout.call(parts.Aggregate((sum, part) => sum + part)));
    }

    private static Tensor? ClassToken(ModalitySummary? summary, LayerNorm norm) =>
        summary is null ? null : norm.call((summary.SegregationClass + summary.IntegrationClass) / 2);

    private Tensor Weighted(Tensor? vector, Tensor scale, Tensor like) =>
        vector is null ? zeros(1, width, dtype: like.dtype, device: like.device) : vector * scale;
}
