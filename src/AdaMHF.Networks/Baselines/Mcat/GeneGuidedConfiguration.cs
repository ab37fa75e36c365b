namespace AdaMHF.Networks;

/// <summary>Shared settings of MCAT and MOTCat: everything but the attention of genes to patches.</summary>
public abstract record GeneGuidedConfiguration : MultimodalConfiguration
{
    /// <summary>Token width of both modalities. Default 256.</summary>
    public int TokenWidth { get; init; } = 256;

    /// <summary>Transformer layers of each modality's branch. Default 2.</summary>
    public int TransformerLayers { get; init; } = 2;

    /// <summary>Attention heads of a transformer layer. Default 8.</summary>
    public int AttentionHeads { get; init; } = 8;

    /// <summary>Hidden width of a transformer layer's MLP. Default 512.</summary>
    public int PerceptronWidth { get; init; } = 512;

    /// <summary>Fusion of the modality vectors. Default concatenation, as in the reported runs.</summary>
    public VectorFusion Fusion { get; init; } = VectorFusion.Concatenation;

    /// <summary>Dropout in all places in training, alpha dropout in the genomic networks, in [0, 1). Default 0.25.</summary>
    public double Dropout { get; init; } = 0.25;

    private protected override void Check()
    {
        base.Check();
        Require.Positive(TokenWidth);
        Require.Positive(TransformerLayers);
        Require.Positive(AttentionHeads);
        Require.Positive(PerceptronWidth);
        Require.MultipleOfHeads(TokenWidth, AttentionHeads);
        Require.Defined(Fusion);
        VectorFusions.CheckWidth(Fusion, TokenWidth, nameof(TokenWidth));
        Require.Dropout(Dropout);
    }
}
