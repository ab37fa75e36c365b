using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Tensor fusion (Zadeh et al. 2017): the full outer product of two vectors, each with a leading one, and one linear map. It has (a
/// + 1)(b + 1) outputs + outputs parameters, which <see cref="LowRankFusion"/> factorises.
/// </summary>
internal sealed class OuterProductFusion : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear contraction;

    /// <summary>Creates the fusion.</summary>
    /// <param name="pathologyWidth">Width of the first vector.</param>
    /// <param name="genomicWidth">Width of the second vector.</param>
    /// <param name="outputs">Width of the result.</param>
    public OuterProductFusion(int pathologyWidth, int genomicWidth, int outputs) : base(nameof(OuterProductFusion))
    {
        contraction = Layers.Linear((pathologyWidth + 1L) * (genomicWidth + 1), outputs);
        RegisterComponents();
    }

    /// <summary>Maps [batch, pathology width] and [batch, genomic width] to [batch, outputs].</summary>
    public override Tensor forward(Tensor pathology, Tensor genomics)
    {
        ArgumentNullException.ThrowIfNull(pathology);
        ArgumentNullException.ThrowIfNull(genomics);
        var outer = LowRankFusion.WithOne(pathology).unsqueeze(2).Product(LowRankFusion.WithOne(genomics).unsqueeze(1));
        return contraction.call(outer.flatten(1));
    }
}
