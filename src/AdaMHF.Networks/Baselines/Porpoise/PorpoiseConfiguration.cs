namespace AdaMHF.Networks;

/// <summary>
/// Shape of a <see cref="PorpoiseNetwork"/>. Immutable; the defaults are those of the official constructor and of the paper.
/// </summary>
/// <remarks>
/// The genes are one vector, the concatenation of all <see cref="MultimodalConfiguration.GenomicGroupSizes"/>. The published
/// setting is one group of all genes in the table, whether or not they belong to a functional group.
/// </remarks>
public sealed record PorpoiseConfiguration : MultimodalConfiguration
{
    /// <summary>Width of a patch after the first layer. Default 512.</summary>
    public int PatchHiddenWidth { get; init; } = 512;

    /// <summary>Width of each modality vector, of the attention and of the fusion. Default 256.</summary>
    public int VectorWidth { get; init; } = 256;

    /// <summary>Fusion of the modality vectors. Default bilinear.</summary>
    public VectorFusion Fusion { get; init; } = VectorFusion.Bilinear;

    /// <summary>Whether the pathology vector is gated in bilinear fusion. Default true; false in the official command line.</summary>
    public bool GatesPathology { get; init; } = true;

    /// <summary>Whether the genomic vector is gated in bilinear fusion. Default true; false in the official command line.</summary>
    public bool GatesGenomics { get; init; } = true;

    /// <summary>Whether the vectors skip the outer product in bilinear fusion. Default true; false in the official command line.</summary>
    public bool SkipsProduct { get; init; } = true;

    /// <summary>Share of the patch features set to zero in training, in [0, 1). Default 0.1; 0 in the official command line.</summary>
    public double InputDropout { get; init; } = 0.1;

    /// <summary>Dropout in all other places in training, alpha dropout in the genomic network, in [0, 1). Default 0.25.</summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>
    /// Weight of the L1 penalty on genomic network and fusion in the loss of a patient, at least 0. Default 1e-5. The official code
    /// does not divide the term by the batch size, unlike the data loss, so the same value there is 32 times as strong.
    /// </summary>
    public double L1Weight { get; init; } = 1e-5;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public PorpoiseConfiguration Validated()
    {
        Check();
        Require.Positive(PatchHiddenWidth);
        Require.Positive(VectorWidth);
        Require.Defined(Fusion);
        VectorFusions.CheckWidth(Fusion, VectorWidth, nameof(VectorWidth));
        Require.Dropout(InputDropout);
        Require.Dropout(Dropout);
        Require.LossWeight(L1Weight);
        return this;
    }
}
