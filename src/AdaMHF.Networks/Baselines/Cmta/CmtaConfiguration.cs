namespace AdaMHF.Networks;

/// <summary>Shape of a <see cref="CmtaNetwork"/>. Immutable; the defaults are the published "small" setting.</summary>
public sealed record CmtaConfiguration : MultimodalConfiguration
{
    /// <summary>Token width of both modalities, a multiple of the heads. Default 256. The attention has half as many landmarks.</summary>
    public int TokenWidth { get; init; } = 256;

    /// <summary>Hidden width of the patch embedding. Default 256; 512 in the "large" setting.</summary>
    public int PatchHiddenWidth { get; init; } = 256;

    /// <summary>
    /// Widths of a group's self-normalising network before the last layer. Default 1024; 1024, 1024, 1024 in the "large" setting.
    /// </summary>
    public IReadOnlyList<int> GenomicHiddenWidths { get; init; } = [1024];

    /// <summary>Attention heads of encoders and decoders; the attention across modalities has one. Default 8.</summary>
    public int AttentionHeads { get; init; } = 8;

    /// <summary>
    /// Whether attention always uses landmarks. Default true, as published. False uses exact attention where it is cheaper, as for
    /// genomic tokens: a different function, with fewer operations.
    /// </summary>
    public bool AlwaysApproximate { get; init; } = true;

    /// <summary>Fusion of the modality vectors. Default concatenation.</summary>
    public VectorFusion Fusion { get; init; } = VectorFusion.Concatenation;

    /// <summary>
    /// Weight of the alignment loss between class tokens, at least 0. Default 1, as published for BLCA, GBMLGG and UCEC; 100
    /// for BRCA, 1e-4 for LUAD.
    /// </summary>
    public double AlignmentWeight { get; init; } = 1;

    /// <summary>
    /// Dropout of embeddings and bilinear fusion in training, alpha dropout in the genomic networks, in [0, 1). Default 0.25.
    /// Dropout of the attention is 0.1.
    /// </summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public CmtaConfiguration Validated()
    {
        Check();
        Require.Positive(TokenWidth);
        Require.Positive(PatchHiddenWidth);
        foreach (var width in GenomicHiddenWidths) Require.Positive(width, nameof(GenomicHiddenWidths));
        Require.Positive(AttentionHeads);
        Require.MultipleOfHeads(TokenWidth, AttentionHeads);
        Require.That(TokenWidth >= 2, nameof(TokenWidth), TokenWidth, "at least 2");
        Require.Defined(Fusion);
        VectorFusions.CheckWidth(Fusion, TokenWidth, nameof(TokenWidth));
        Require.LossWeight(AlignmentWeight);
        Require.Dropout(Dropout);
        return this;
    }
}
