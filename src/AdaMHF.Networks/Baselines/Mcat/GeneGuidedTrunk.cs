using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Shared part of MCAT and MOTCat: both embeddings, a branch per modality, fusion and hazards. The attention of genes
/// to patches is a parameter.
/// </summary>
internal sealed class GeneGuidedTrunk
    : Module<CompletePatient, Func<Tensor, Tensor, (Tensor Tokens, Tensor Map)>, (Tensor Logits, CoAttentionMaps Maps)>
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
        hazards = Linear(c.TokenWidth, c.TimeBins);
        RegisterComponents();
    }

    /// <summary>
    /// Maps a patient to logits [K] and attention maps. <paramref name="guide"/> maps patches [n, width] and genes [groups, width]
    /// to tokens [groups, width] and a map [groups, n].
    /// </summary>
    public override (Tensor Logits, CoAttentionMaps Maps) forward(
        CompletePatient patient, Func<Tensor, Tensor, (Tensor Tokens, Tensor Map)> guide)
    {
        var genes = genomic_embedding.call(patient.Genomics);
        var (tokens, map) = guide(patch_embedding.call(patient.Patches), genes);
        var (pathology, pathologyScores) = pathology_branch.call(tokens);
        var (genomics, genomicScores) = genomic_branch.call(genes);
        return (hazards.call(fusion.call(pathology, genomics)).squeeze(0), new(map, pathologyScores.squeeze(0), genomicScores.squeeze(0)));
    }

    private static TokenSetEncoder Branch(GeneGuidedConfiguration c, RandomSource random) =>
        new(c.TokenWidth, c.TransformerLayers, c.AttentionHeads, c.PerceptronWidth, c.Dropout, random);
}
