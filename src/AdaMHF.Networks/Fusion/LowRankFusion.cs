using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Low-rank multimodal fusion (Liu et al. 2018): the outer product of two vectors, each with a leading one, contracted by a tensor
/// of the given rank: <c>sum_r w_r (W_P^r [1;x_P]) * (W_G^r [1;x_G]) + b</c>.
/// </summary>
internal sealed class LowRankFusion : Module<Tensor, Tensor, Tensor>
{
    private readonly Parameter pathology_factor;
    private readonly Parameter genomic_factor;
    private readonly Parameter rank_weights;
    private readonly Parameter bias;

    /// <summary>Creates the fusion.</summary>
    /// <param name="pathologyWidth">Width of the first vector.</param>
    /// <param name="genomicWidth">Width of the second vector.</param>
    /// <param name="outputs">Width of the result.</param>
    /// <param name="rank">Rank of the factorisation. Default 4.</param>
    public LowRankFusion(int pathologyWidth, int genomicWidth, int outputs, int rank = 4) : base(nameof(LowRankFusion))
    {
        pathology_factor = Factor(rank, pathologyWidth + 1, outputs);
        genomic_factor = Factor(rank, genomicWidth + 1, outputs);
        rank_weights = Factor(1, rank);
        bias = new Parameter(zeros(1, outputs));
        RegisterComponents();
    }

    /// <summary>Maps [batch, pathology width] and [batch, genomic width] to [batch, outputs].</summary>
    public override Tensor forward(Tensor pathology, Tensor genomics)
    {
        ArgumentNullException.ThrowIfNull(pathology);
        ArgumentNullException.ThrowIfNull(genomics);
        // rank x batch x outputs
        var product = WithOne(pathology).Product(pathology_factor) * WithOne(genomics).Product(genomic_factor);
        return rank_weights.Product(product.transpose(0, 1)).squeeze(1).Plus(bias);
    }

    internal static Tensor WithOne(Tensor x) => cat([ones(x.shape[0], 1, dtype: x.dtype, device: x.device), x], 1);

    private static Parameter Factor(params long[] shape)
    {
        ConstructionBudget.Take(shape);
        var factor = empty(shape);
        init.xavier_normal_(factor);
        return new Parameter(factor);
    }
}
