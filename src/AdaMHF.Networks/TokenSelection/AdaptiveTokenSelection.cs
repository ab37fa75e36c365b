using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// ATSA, adaptive token selection and aggregation. Every token is scored against the class token. The priority allocator decides
/// how many tokens remain (K_top), the selective refiner which share of them (alpha) are the highest-scoring tokens unchanged; all
/// other tokens are pooled, by descending score, into the remaining places. No token is discarded,
/// unless an ablation drops them.
/// </summary>
/// <remarks>
/// Selection stays trainable: kept tokens are weighted by their score relative to the best one, pooled tokens are score-weighted
/// means, and the two ratios reach the output by a straight-through factor (value one, derivative that of the ratio). The
/// score-weighted mean of all tokens refreshes the class token, which gives the scorer a strong gradient from the first step. While
/// tokens are left over, at least one of the K_top places is a pool, even where alpha is close to 1.
/// </remarks>
internal sealed class AdaptiveTokenSelection : Module<Tensor, Tensor, TokenSelection>
{
    private readonly Linear project;
    private readonly Linear score1;
    private readonly Linear score2;
    private readonly RatioRouter? allocator;
    private readonly RatioRouter? refiner;
    private readonly int maxTokens;
    private readonly int? fixedTokens;
    private readonly double? fixedAlpha;
    private readonly bool drops;
    private readonly bool refreshes;

    /// <summary>Creates the selection.</summary>
    /// <param name="width">Token width, even.</param>
    /// <param name="maxTokens">Upper bound of K_top.</param>
    /// <param name="fixedTokens">
    /// K_top of every patient with that many tokens, at most <paramref name="maxTokens"/>; null, the default, lets the
    /// priority allocator decide.
    /// </param>
    /// <param name="fixedAlpha">
    /// Alpha for every patient, in [0, 1]; 0 preserves no token. Null, the default, lets the selective refiner decide.
    /// </param>
    /// <param name="unselected">What becomes of the tokens that are not kept. Where they are dropped, all K_top are kept.</param>
    /// <param name="refreshes">Whether the score-weighted mean of all tokens is added to the class token.</param>
    public AdaptiveTokenSelection(
        int width,
        int maxTokens,
        int? fixedTokens = null,
        double? fixedAlpha = null,
        UnselectedTokens unselected = UnselectedTokens.Pooled,
        bool refreshes = true)
        : base(nameof(AdaptiveTokenSelection))
    {
        drops = unselected == UnselectedTokens.Dropped;
        this.refreshes = refreshes;
        if (drops) fixedAlpha = 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fixedTokens ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fixedTokens ?? 1, maxTokens);
        if (fixedAlpha is not (null or (>= 0 and <= 1)))
            throw new ArgumentOutOfRangeException(nameof(fixedAlpha), fixedAlpha, "Alpha is a share, in [0, 1].");
        (this.maxTokens, this.fixedTokens, this.fixedAlpha) = (maxTokens, fixedTokens, fixedAlpha);
        project = Linear(width, width / 2);
        score1 = Linear(width / 2 * 2, Math.Max(8, width / 8));
        // No bias: the softmax over tokens is invariant to one.
        score2 = Linear(Math.Max(8, width / 8), 1, hasBias: false);
        allocator = fixedTokens is null ? new RatioRouter(width) : null;
        refiner = fixedAlpha is null ? new RatioRouter(width) : null;
        RegisterComponents();
    }

    /// <summary>Selects from [tokens, width] with the class token [1, width].</summary>
    public override TokenSelection forward(Tensor classToken, Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Run(classToken, TokenBatch.Single(tokens)).Of(0);
    }

    /// <summary>Selects from the tokens of several patients with their class tokens, [n, width].</summary>
    internal SelectedTokens Run(Tensor classTokens, TokenBatch tokens)
    {
        var layout = tokens.Layout;
        var scores = Score(classTokens, tokens);
        var (ratio, alpha) = (allocator?.call(classTokens), refiner?.call(classTokens));
        var sizes = new SelectionSizes(layout.Counts, maxTokens, fixedTokens, fixedAlpha, ratio, alpha, drops);

        var detached = scores.detach();
        // Behind every token, however small its score.
        var order = (layout.IsEven ? detached : detached.Where(layout.Mask.logical_not(), -1)).argsort(1, descending: true);
        var (membership, isKept) = Places(order, layout, sizes);
        if (drops) membership = membership.logical_and(isKept);
        var weights = membership.to_type(scores.dtype) * scores.unsqueeze(1);
        var best = scores.amax([1], keepdim: true).unsqueeze(2);
        // A matrix product, because scatter-add is not deterministic on a GPU.
        var divisor = where(isKept, best, weights.sum(dim: 2, keepdim: true).AtLeast(1e-12));
        var selected = (weights / divisor).Product(layout.Clear(tokens.Tokens));
        if (alpha is not null) selected = selected * where(isKept, PassGradient(alpha), PassGradient(alpha.neg()));
        if (ratio is not null) selected = selected * PassGradient(ratio);

        var refreshed = refreshes
            ? classTokens.Plus(scores.unsqueeze(1).Product(layout.Clear(tokens.Tokens)).squeeze(1))
            : classTokens;
        return new(refreshed, new(selected, sizes.Layout(tokens.Tokens.device)), scores, order, layout, sizes.Kept, sizes.Alphas);
    }

    /// <summary>
    /// [n, K_top, tokens]: which tokens each selected one is made of; the pooled ones in equal runs by descending score. And
    /// [n, K_top, 1]: whether it is kept unchanged.
    /// </summary>
    private static (Tensor Membership, Tensor IsKept) Places(Tensor order, TokenLayout layout, SelectionSizes sizes)
    {
        var device = order.device;
        Tensor Column(int[] values) => TokenBatch.Places(values, device).unsqueeze(1);
        var (kept, pools) = (Column(sizes.Kept), Column([.. sizes.Totals.Zip(sizes.Kept, (total, kept) => total - kept)]));
        var rest = Column([.. layout.Counts.Zip(sizes.Kept, (count, kept) => Math.Max(1, count - kept))]);
        var rank = order.argsort(1);
        var isKept = rank < kept;
        var pool = kept.Plus(((rank - kept) * pools).div(rest, RoundingMode.floor));
        var place = where(isKept, isKept.to_type(int64).cumsum(1) - ones_like(rank), pool);
        var rows = TensorArithmetic.Range(sizes.Totals.Max(), device);
        var membership = place.unsqueeze(1) == rows.reshape(1, -1, 1);
        if (!layout.IsEven) membership = membership.logical_and(layout.Mask.unsqueeze(1));
        return (membership, (rows.unsqueeze(0) < kept).unsqueeze(2));
    }

    private Tensor Score(Tensor classTokens, TokenBatch tokens)
    {
        var own = functional.gelu(project.call(tokens.Tokens));
        var paired = cat([own, functional.gelu(project.call(classTokens)).unsqueeze(1).expand_as(own)], 2);
        var scores = score2.call(score1.call(paired).tanh()).squeeze(2);
        return (tokens.Layout.IsEven ? scores : scores.Where(tokens.Layout.Mask.logical_not(), double.NegativeInfinity)).softmax(1);
    }

    /// <summary>[n, 1, 1]: one, whose derivative is that of the ratio, [n, 1].</summary>
    private static Tensor PassGradient(Tensor ratio) => (ratio - ratio.detach()).Plus(1).unsqueeze(2);
}
