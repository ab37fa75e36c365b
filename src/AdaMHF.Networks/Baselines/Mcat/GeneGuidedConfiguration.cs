namespace AdaMHF.Networks;

/// <summary>What the configurations of MCAT and MOTCat share: everything but how genes look at patches.</summary>
public abstract record GeneGuidedConfiguration : MultimodalConfiguration
{
    /// <summary>Token width of both modalities. Default 256.</summary>
    public int TokenWidth { get; init; } = 256;

    /// <summary>Transformer layers of each modality's branch. Default 2.</summary>
    public int TransformerLayers { get; init; } = 2;

    /// <summary>Attention heads of a transformer layer. Default 8.</summary>
    public int AttentionHeads { get; init; } = 8;

    /// <summary>Width inside a transformer layer's perceptron. Default 512.</summary>
    public int PerceptronWidth { get; init; } = 512;

    /// <summary>How the modalities' vectors are joined. Default concatenation, as in the reported runs.</summary>
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
        Require.That(TokenWidth % AttentionHeads == 0, nameof(TokenWidth), TokenWidth, $"a multiple of the {AttentionHeads} heads");
        Require.Defined(Fusion);
        VectorFusions.CheckWidth(Fusion, TokenWidth, nameof(TokenWidth));
        Require.Dropout(Dropout);
    }
}
