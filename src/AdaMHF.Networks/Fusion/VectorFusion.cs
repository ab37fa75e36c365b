using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>How a published system joins the vectors of its two modalities.</summary>
public enum VectorFusion
{
    /// <summary>Side by side through two linear layers.</summary>
    Concatenation,

    /// <summary>Gated Kronecker product, <see cref="GatedBilinearFusion"/>.</summary>
    Bilinear,
}

internal static class VectorFusions
{
    /// <summary>By what the lineage narrows vectors before their outer product.</summary>
    public const int Scale = 8;

    /// <summary>Builds the fusion of two vectors of one width, as MCAT and CMTA have it: both gated, nothing skips past.</summary>
    public static Module<Tensor, Tensor, Tensor> Create(this VectorFusion fusion, int width, double dropout, RandomSource random) => fusion switch
    {
        VectorFusion.Concatenation => new ConcatenationFusion(width),
        VectorFusion.Bilinear => new GatedBilinearFusion(width, width, Scale, width, width, (true, true), skips: false, dropout, random),
        _ => throw new ArgumentOutOfRangeException(nameof(fusion), fusion, "Not one of the fusions."),
    };

    /// <summary>Vectors of less than the scale would be narrowed to nothing.</summary>
    public static void CheckWidth(VectorFusion fusion, int width, string name) =>
        Require.That(fusion != VectorFusion.Bilinear || width >= Scale, name, width, $"at least {Scale} with bilinear fusion");
}
