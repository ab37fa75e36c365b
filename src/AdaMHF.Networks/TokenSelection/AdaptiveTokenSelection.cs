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
/// Selection stays trainable: pooled tokens are score-weighted means, and the score-weighted mean of the best K_top tokens refreshes the
/// class token, which gives the scorer a strong gradient from the first step and, by <see cref="SoftRanks"/>, K_top and alpha theirs.
/// While tokens are left over, at least one of the K_top places is a pool, even where alpha is close to 1.
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
    private readonly SelectionRule rule;
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
    /// <param name="rule">How the sizes are learned and how loud kept tokens are.</param>
    public AdaptiveTokenSelection(
        int width,
        int maxTokens,
        int? fixedTokens = null,
        double? fixedAlpha = null,
        UnselectedTokens unselected = UnselectedTokens.Pooled,
        bool refreshes = true,
        SelectionRule rule = SelectionRule.SoftRanks)
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
        project = Layers.Linear(width, width / 2);
        var hidden = Math.Max(8, rule == SelectionRule.Scaled ? width / 8 : width / 2);
        score1 = Layers.Linear(width / 2 * 2, hidden);
        // No bias: the softmax over tokens is invariant to one.
        score2 = Layers.Linear(hidden, 1, hasBias: false);
        this.rule = rule;
        allocator = fixedTokens is null ? new RatioRouter(width, startsNearHalf: rule == SelectionRule.SoftRanks) : null;
        refiner = fixedAlpha is null ? new RatioRouter(width, startsNearHalf: rule == SelectionRule.SoftRanks) : null;
        RegisterComponents();
    }

    /// <summary>Whether K_top is at its upper bound, whatever the priority allocator says. Default false.</summary>
    internal bool TakesMost { get; set; }

    /// <summary>Selects from [tokens, width] with the class token [1, width].</summary>
    public override TokenSelection forward(Tensor classToken, Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return Run(classToken, TokenBatch.Single(tokens)).Of(0);
    }

    /// <summary>Selects from the tokens of several patients with their class tokens, [n, width].</summary>
    /// <param name="classTokens">[n, width].</param>
    /// <param name="tokens">The tokens.</param>
    /// <param name="followed">
    /// Selection of one patient whose sizes and order every patient gets, all with as many tokens; the scores remain their own. Null, the
    /// default, selects for each.
    /// </param>
    internal SelectedTokens Run(Tensor classTokens, TokenBatch tokens, TokenSelection? followed = null)
    {
        var layout = tokens.Layout;
        var scores = Score(classTokens, tokens);
        var ratio = rule == SelectionRule.Scaled || allocator is null
            ? allocator?.call(classTokens)
            : SoftRanks.ShareAbove(scores, SoftRanks.Shift(allocator.Logit(classTokens)), layout, maxTokens);
        if (TakesMost && ratio is not null) ratio = ones_like(ratio);
        var alpha = refiner?.call(classTokens);
        var sizes = followed is null
            ? new SelectionSizes(layout.Counts, maxTokens, fixedTokens, fixedAlpha, ratio, alpha, drops)
            : new SelectionSizes(followed, layout.Counts.Length);

        var detached = scores.detach();
        // Behind every token, however small its score.
        var order = followed is null
            ? (layout.IsEven ? detached : detached.Where(layout.Mask.logical_not(), -1)).argsort(1, descending: true)
            : followed.Order.unsqueeze(0).expand(layout.Counts.Length, -1);
        var rank = order.argsort(1);
        var (membership, isKept) = Places(rank, layout, sizes);
        if (drops) membership = membership.logical_and(isKept);
        // A matrix product, because scatter-add is not deterministic on a GPU.
        var weights = membership.to_type(scores.dtype) * scores.unsqueeze(1);
        var sums = weights.sum(dim: 2, keepdim: true).AtLeast(1e-12);
        var shares = rule == SelectionRule.Scaled
            ? weights / where(isKept, scores.amax([1], keepdim: true).unsqueeze(2), sums)
            : where(isKept, membership.to_type(scores.dtype), weights / sums);
        var content = layout.Clear(tokens.Tokens);
        var selected = shares.Product(content);
        // Followed sizes stay as they are, and a factor of one with a derivative would say otherwise.
        if (followed is null && (rule == SelectionRule.Scaled || !refreshes)) selected = WithScales(selected, isKept, ratio, alpha);
        var mix = rule == SelectionRule.Scaled ? scores : SoftRanks.Mix(scores, rank, layout, sizes, ratio, alpha, training);
        var mean = mix.unsqueeze(1).Product(content).squeeze(1);
        return new(
            refreshes ? classTokens.Plus(mean) : classTokens,
            new(selected, sizes.Layout(tokens.Tokens.device)),
            mean,
            scores,
            order,
            layout,
            sizes.Kept,
            sizes.Alphas);
    }

    /// <summary>The ratios reach the output by factors of one, whose derivative is that of the ratio.</summary>
    private static Tensor WithScales(Tensor selected, Tensor isKept, Tensor? ratio, Tensor? alpha)
    {
        if (alpha is not null) selected = selected * where(isKept, PassGradient(alpha), PassGradient(alpha.neg()));
        return ratio is null ? selected : selected * PassGradient(ratio);
    }

    /// <summary>
    /// [n, K_top, tokens]: which tokens each selected one is made of; the pooled ones in equal runs by descending score. And
    /// [n, K_top, 1]: whether it is kept unchanged.
    /// </summary>
    private static (Tensor Membership, Tensor IsKept) Places(Tensor rank, TokenLayout layout, SelectionSizes sizes)
    {
        var device = rank.device;
        Tensor Column(int[] values) => TokenBatch.Places(values, device).unsqueeze(1);
        var (kept, pools) = (Column(sizes.Kept), Column([.. sizes.Totals.Zip(sizes.Kept, (total, kept) => total - kept)]));
        var rest = Column([.. layout.Counts.Zip(sizes.Kept, (count, kept) => Math.Max(1, count - kept))]);
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
