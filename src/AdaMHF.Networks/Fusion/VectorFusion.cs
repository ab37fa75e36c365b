using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>Fusion of the modality vectors in the published multimodal systems.</summary>
public enum VectorFusion
{
    /// <summary>Side by side through two linear layers.</summary>
    Concatenation,

    /// <summary>Gated Kronecker product (Chen et al. 2020).</summary>
    Bilinear,
}

internal static class VectorFusions
{
    /// <summary>Factor by which MCAT-derived code narrows vectors before their outer product.</summary>
    public const int Scale = 8;

    /// <summary>Builds the fusion of two vectors of equal width as in MCAT and CMTA: both gated, no skip connection.</summary>
    public static Module<Tensor, Tensor, Tensor> Create(this VectorFusion fusion, int width, double dropout, RandomSource random) =>
        fusion switch
        {
            VectorFusion.Concatenation => new ConcatenationFusion(width),
            VectorFusion.Bilinear =>
                new GatedBilinearFusion(width, width, Scale, width, width, (true, true), skips: false, dropout, random),
            _ => throw new ArgumentOutOfRangeException(nameof(fusion), fusion, "Not one of the fusions."),
        };

    /// <summary>A width below the scale would be narrowed to zero.</summary>
    public static void CheckWidth(VectorFusion fusion, int width, string name) =>
        Require.That(fusion != VectorFusion.Bilinear || width >= Scale, name, width, $"at least {Scale} with bilinear fusion");
}
