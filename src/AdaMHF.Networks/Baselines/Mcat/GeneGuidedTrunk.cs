using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Shared part of MCAT and MOTCat: both embeddings, a branch per modality, fusion and hazards. The attention of genes
/// to patches is a parameter.
/// </summary>
internal sealed class GeneGuidedTrunk
    : Module<CompleteBatch, Func<TokenBatch, Tensor, (Tensor Tokens, Tensor Map)>, (Tensor Logits, CoAttentionMaps Maps)>
{
    private readonly Sequential patch_embedding;
    private readonly GenomicEmbedding genomic_embedding;
    private readonly TokenSetEncoder pathology_branch;
    private readonly TokenSetEncoder genomic_branch;
    private readonly Module<Tensor, Tensor, Tensor> fusion;
    private readonly Linear hazards;

    public GeneGuidedTrunk(GeneGuidedConfiguration c, RandomSource random) : base(nameof(GeneGuidedTrunk))
    {
        patch_embedding = ReluLayer.Create(c.PatchWidth, c.TokenWidth, c.Dropout, random);
        int[] widths = [c.TokenWidth, c.TokenWidth];
        genomic_embedding = new GenomicEmbedding(c.GenomicGroupSizes, widths, c.Dropout, inputDropout: 0, random, Activation.Elu);
        WeightInitialization.Uniform(genomic_embedding);
        pathology_branch = Branch(c, random);
        genomic_branch = Branch(c, random);
        fusion = c.Fusion.Create(c.TokenWidth, c.Dropout, random);
        hazards = Layers.Linear(c.TokenWidth, c.TimeBins);
        RegisterComponents();
    }

    /// <summary>
    /// Maps patients to logits [n, K] and attention maps, those of all patients side by side. <paramref name="guide"/> maps patches and
    /// genes [n, groups, width] to tokens of the same shape and a map [n, groups, patches].
    /// </summary>
    public override (Tensor Logits, CoAttentionMaps Maps) forward(
        CompleteBatch patients, Func<TokenBatch, Tensor, (Tensor Tokens, Tensor Map)> guide)
    {
        ArgumentNullException.ThrowIfNull(patients);
        ArgumentNullException.ThrowIfNull(guide);
        var genes = genomic_embedding.call(patients.Genomics);
        var (tokens, map) = guide(patients.Patches with { Tokens = patch_embedding.call(patients.Patches.Tokens) }, genes);
        var (pathology, pathologyScores) = pathology_branch.call(tokens);
        var (genomics, genomicScores) = genomic_branch.call(genes);
        return (
            hazards.call(fusion.call(pathology.squeeze(1), genomics.squeeze(1))),
            new(map, pathologyScores.squeeze(1), genomicScores.squeeze(1)));
    }

    /// <summary>Maps a patient to its prediction and attention maps.</summary>
    public (SurvivalOutput Output, CoAttentionMaps Maps) Explain(
        CompleteBatch patient, Func<TokenBatch, Tensor, (Tensor Tokens, Tensor Map)> guide)
    {
        var (logits, maps) = call(patient, guide);
        return (
            new(logits.squeeze(0)),
            new(maps.Patches.squeeze(0), maps.PathologyTokens.squeeze(0), maps.GenomicTokens.squeeze(0)));
    }

    private static TokenSetEncoder Branch(GeneGuidedConfiguration c, RandomSource random) =>
        new(c.TokenWidth, c.TransformerLayers, c.AttentionHeads, c.PerceptronWidth, c.Dropout, random);
}
