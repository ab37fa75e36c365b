using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// MOTCat's co-attention (Xu and Chen 2023, section 3.2): the weights that aggregate patches to one token per gene group are a
/// transport plan between patches and genes. The plan has no gradient; patches get one through the weighted sums.
/// </summary>
internal sealed class TransportAttention : Module<Tensor, Tensor, (Tensor Tokens, Tensor Plan)>
{
    private readonly TransportOptions options;

    /// <summary>Creates the block, which has no parameters.</summary>
    /// <param name="options">Weights and stopping rule of the transport.</param>
    public TransportAttention(TransportOptions options) : base(nameof(TransportAttention))
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options.Validated();
    }

    /// <summary>Maps patches [n, width] and genes [groups, width] to tokens [groups, width] and the plan [groups, n].</summary>
    public override (Tensor Tokens, Tensor Plan) forward(Tensor patches, Tensor genes)
    {
        ArgumentNullException.ThrowIfNull(patches);
        ArgumentNullException.ThrowIfNull(genes);
        var plan = UnbalancedTransport.Plan(RelativeCost(patches.detach(), genes.detach()), options).transpose(0, 1).to(patches.dtype);
        return (plan.Product(patches), plan);
    }

    /// <summary>
    /// Squared distances between rows of two matrices [n, width] and [m, width], the minimum of each row subtracted first: [n, m].
    /// </summary>
    public static Tensor Cost(Tensor first, Tensor second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return (FromZero(first).unsqueeze(1) - FromZero(second).unsqueeze(0)).Square().sum([2]);
    }

    // All distances are zero where both modalities are.
    private static Tensor RelativeCost(Tensor first, Tensor second)
    {
        var cost = Cost(first, second);
        return cost / cost.max().AtLeast(float.Epsilon);
    }

    private static Tensor FromZero(Tensor rows) => rows - rows.amin([1], keepdim: true);
}
