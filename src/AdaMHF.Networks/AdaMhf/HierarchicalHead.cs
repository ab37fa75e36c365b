using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Hierarchical fusion: a global branch on the modalities' class tokens plus, at a small rate, a local branch that fuses their
/// pooled tokens at low rank. The modality gate scales both; a missing modality has weight zero. Clinical values, where the network
/// reads them, are a third modality of the global branch.
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
    private readonly Linear? clinical_embedding;
    private readonly LayerNorm? clinical_norm;
    private readonly Linear? clinical_global;
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
        gate = new ModalityGate(width, configuration.ClinicalWidth > 0);
        if (configuration.FusionBranches != FusionBranches.LocalOnly)
        {
            pathology_global = Layers.Linear(width, width);
            genomic_global = Layers.Linear(width, width);
            global = Layers.Linear(width, width);
        }
        if (configuration.ClinicalWidth > 0)
        {
            clinical_embedding = Layers.Linear(configuration.ClinicalWidth, width);
            clinical_norm = Layers.LayerNorm(width);
            clinical_global = Layers.Linear(width, width);
        }
        local = LocalBranch(configuration);
        hazards = Layers.Linear(width, configuration.TimeBins);
        // What a linear model explains is not to be drowned by what nothing was learned from.
        if (configuration.LinearStart != LinearStart.None) init.zeros_(hazards.weight!);
        dropout = new SeededDropout(configuration.Dropout, random);
        RegisterComponents();
    }

    /// <inheritdoc/>
    internal override (Tensor Logits, Tensor? ModalityWeights) Run(
        ModalitySummary? pathology, ModalitySummary? genomics, int predictions, ClinicalValues? clinical = null)
    {
        var device = (pathology ?? genomics)?.Pooled.device ?? CPU;
        int[]? clinicalPlaces = clinical_embedding is null ? null : clinical?.Places ?? [];
        var present = Present(predictions, pathology?.Places ?? [], genomics?.Places ?? [], clinicalPlaces, device);
        var pathologyClass = ClassToken(pathology, pathology_norm, predictions);
        var genomicClass = ClassToken(genomics, genomic_norm, predictions);
        var clinicalClass = clinical_embedding is null || clinical is null
            ? null
            : Spread(clinical_norm!.call(clinical_embedding.call(clinical.Values)), clinical.Places, predictions);
        var weights = gate.Run(pathologyClass, genomicClass, present, clinicalClass);
        // Scaled by the number of modalities, so that equal weights leave each modality as it is alone and they add up.
        var scales = present is null ? weights.Times(weights.shape[1]) : weights * present.sum(dim: 1, keepdim: true);
        var (pathologyScale, genomicScale) = (scales.narrow(1, 0, 1), scales.narrow(1, 1, 1));

        var whole = global is null ? null : Global([pathologyClass, genomicClass, clinicalClass], scales, present);
        var part = local?.call(
            pathology is null ? Zeros(scales, width) : Spread(pathology.Pooled, pathology.Places, predictions) * pathologyScale,
            genomics is null ? Zeros(scales, width) : Spread(genomics.Pooled, genomics.Places, predictions) * genomicScale);
        return (hazards.call(Sum(whole, rate, part)), weights);
    }

    /// <summary>
    /// An MLP on the class tokens whose hidden units each get one modality, so that the contributions of the modalities add up.
    /// </summary>
    private Tensor Global(Tensor?[] classTokens, Tensor scales, Tensor? present)
    {
        Linear?[] layers = [pathology_global, genomic_global, clinical_global];
        Tensor? sum = null;
        for (var modality = 0; modality < classTokens.Length; modality++)
        {
            if (classTokens[modality] is not { } tokens) continue;
            var hidden = functional.relu(layers[modality]!.call(tokens * scales.narrow(1, modality, 1)));
            // The bias of a missing modality must not speak.
            if (present is not null) hidden = hidden * present.narrow(1, modality, 1);
            sum = sum is null ? hidden : sum.Plus(hidden);
        }
        return global!.call(dropout.call(sum!));
    }

    private static Tensor? ClassToken(ModalitySummary? summary, LayerNorm norm, int predictions) => summary is null
        ? null
        : Spread(norm.call(summary.SegregationClass.Plus(summary.IntegrationClass).Over(2)), summary.Places, predictions);
}
