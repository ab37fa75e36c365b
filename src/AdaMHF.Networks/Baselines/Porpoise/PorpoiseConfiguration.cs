namespace AdaMHF.Networks;

/// <summary>Shape of a <see cref="PorpoiseNetwork"/>. Immutable; the defaults are those of the official constructor, with which the paper agrees.</summary>
/// <remarks>
/// Its genes are one vector: all <see cref="MultimodalConfiguration.GenomicGroupSizes"/> one after the other. Published is one group of all genes that the table has, whether or not a
/// functional group names them.
/// </remarks>
public sealed record PorpoiseConfiguration : MultimodalConfiguration
{
    /// <summary>Width of a patch after the first layer. Default 512.</summary>
    public int PatchHiddenWidth { get; init; } = 512;

    /// <summary>Width of each modality's vector, of the attention inside and of the fusion. Default 256.</summary>
    public int VectorWidth { get; init; } = 256;

    /// <summary>How the modalities' vectors are joined. Default bilinear.</summary>
    public VectorFusion Fusion { get; init; } = VectorFusion.Bilinear;

    /// <summary>Whether the pathology vector is gated in bilinear fusion. Default true; the official command line says false.</summary>
    public bool GatesPathology { get; init; } = true;

    /// <summary>Whether the genomic vector is gated in bilinear fusion. Default true; the official command line says false.</summary>
    public bool GatesGenomics { get; init; } = true;

    /// <summary>Whether the vectors skip past the outer product in bilinear fusion. Default true; the official command line says false.</summary>
    public bool SkipsProduct { get; init; } = true;

    /// <summary>Share of the patch features set to zero in training, in [0, 1). Default 0.1; the official command line says 0.</summary>
    public double InputDropout { get; init; } = 0.1;

    /// <summary>Dropout in all other places in training, alpha dropout in the genomic network, in [0, 1). Default 0.25.</summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>
    /// Weight of the sum of the absolute weights of genomic network and fusion in the loss of a patient, at least 0. Default 1e-5. The official code adds the term at every patient
    /// without the division by the patients of a step that the data loss gets; there the same number weighs 32 times as much.
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
