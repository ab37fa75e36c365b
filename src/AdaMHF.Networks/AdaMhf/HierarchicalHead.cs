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
internal sealed class HierarchicalHead : FusionHead
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
        pathology_norm = Layers.LayerNorm(width);
        genomic_norm = Layers.LayerNorm(width);
        gate = new ModalityGate(width);
        if (configuration.FusionBranches != FusionBranches.LocalOnly)
        {
            pathology_global = Layers.Linear(width, width);
            genomic_global = Layers.Linear(width, width);
            global = Layers.Linear(width, width);
        }
        local = LocalBranch(configuration);
        hazards = Layers.Linear(width, configuration.TimeBins);
        // What a linear model explains is not to be drowned by what nothing was learned from.
        if (configuration.LinearStart != LinearStart.None) init.zeros_(hazards.weight!);
        dropout = new SeededDropout(configuration.Dropout, random);
        RegisterComponents();
    }

    /// <inheritdoc/>
    internal override (Tensor Logits, Tensor? ModalityWeights) Run(ModalitySummary? pathology, ModalitySummary? genomics, int predictions)
    {
        var present = Present(pathology, genomics, predictions);
        var pathologyClass = ClassToken(pathology, pathology_norm, predictions);
        var genomicClass = ClassToken(genomics, genomic_norm, predictions);
        var weights = gate.Run(pathologyClass, genomicClass, present);
        // Scaled by 2, so that equal weights leave each modality as it is alone and the two add up.
        var scales = present is null ? weights.Times(2) : weights * present.sum(dim: 1, keepdim: true);
        var (pathologyScale, genomicScale) = (scales.narrow(1, 0, 1), scales.narrow(1, 1, 1));

        var whole = global is null ? null : Global(pathologyClass, genomicClass, scales, present);
        var part = local?.call(
            pathology is null ? Zeros(scales, width) : Spread(pathology.Pooled, pathology.Places, predictions) * pathologyScale,
            genomics is null ? Zeros(scales, width) : Spread(genomics.Pooled, genomics.Places, predictions) * genomicScale);
        return (hazards.call(Sum(whole, rate, part)), weights);
    }

    /// <summary>
    /// An MLP on the pair of class tokens whose hidden units each get one modality, so that the contributions of the two add up.
    /// </summary>
    private Tensor Global(Tensor? pathologyClass, Tensor? genomicClass, Tensor scales, Tensor? present)
    {
        Tensor? Part(Tensor? classTokens, Linear layer, int modality)
        {
            if (classTokens is null) return null;
            var hidden = functional.relu(layer.call(classTokens * scales.narrow(1, modality, 1)));
            // The bias of a missing modality must not speak.
            return present is null ? hidden : hidden * present.narrow(1, modality, 1);
        }
        var (fromPathology, fromGenomics) = (Part(pathologyClass, pathology_global!, 0), Part(genomicClass, genomic_global!, 1));
        return global!.call(dropout.call(fromPathology is not null && fromGenomics is not null
            ? fromPathology.Plus(fromGenomics)
            : (fromPathology ?? fromGenomics)!));
    }

    private static Tensor? ClassToken(ModalitySummary? summary, LayerNorm norm, int predictions) => summary is null
        ? null
        : Spread(norm.call(summary.SegregationClass.Plus(summary.IntegrationClass).Over(2)), summary.Places, predictions);
}
