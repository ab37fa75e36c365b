using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// ATSA, adaptive token selection and aggregation. Every token is scored against the class token. The priority allocator decides
/// how many tokens remain (K_top), the selective refiner which share of them (alpha) are the highest-scoring tokens unchanged; all
/// other tokens are pooled, by descending score, into the remaining places. No token is discarded.
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
    public AdaptiveTokenSelection(int width, int maxTokens, int? fixedTokens = null, double? fixedAlpha = null)
        : base(nameof(AdaptiveTokenSelection))
    {
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
        var scores = Score(classToken, tokens);
        var ratio = allocator?.call(classToken);
        var alpha = refiner?.call(classToken);
        // Tensor sizes depend on these two, so they are read back from the device here and nowhere else.
        var (ratioValue, alphaValue) = Read(ratio, alpha);

        var count = tokens.shape[0];
        var total = fixedTokens is { } given
            ? Math.Min(given, count)
            : Math.Clamp((long)Math.Round(ratioValue * count), 1, Math.Min(maxTokens, count));
        var keep = Math.Clamp((long)Math.Round(alphaValue * total), 0, total < count ? total - 1 : total);
        var order = scores.detach().argsort(0, descending: true);
        var kept = order.narrow(0, 0, keep).sort(0).Values;

        var parts = new List<Tensor>(2);
        if (keep > 0) parts.Add(PassGradient(tokens[kept] * (scores[kept] / scores.max()).unsqueeze(1), alpha));
        if (total > keep)
        {
            var pooled = Pool(tokens, scores, order.narrow(0, keep, count - keep), total - keep);
            parts.Add(PassGradient(pooled, alpha is null ? null : 1 - alpha));
        }
        var selected = PassGradient(cat(parts, 0), ratio);
        var refreshed = classToken + scores.unsqueeze(0).Product(tokens);
        return new TokenSelection(refreshed, selected, scores, order, kept, alphaValue);
    }

    /// <summary>Pools tokens, in order of descending score, into equal runs; each run becomes its score-weighted mean.</summary>
    private static Tensor Pool(Tensor tokens, Tensor scores, Tensor rest, long places)
    {
        var count = rest.shape[0];
        var place = TokenSelection.PlacesOf(count, places, tokens.device);
        var membership = place.unsqueeze(0) == arange(places, device: tokens.device).unsqueeze(1);
        var weights = membership.to_type(tokens.dtype) * scores[rest].unsqueeze(0);
        // A matrix product, because scatter-add is not deterministic on a GPU.
        return (weights / weights.sum(1, keepdim: true).clamp_min(1e-12)).Product(tokens[rest]);
    }

    private Tensor Score(Tensor classToken, Tensor tokens)
    {
        var projected = functional.gelu(project.call(cat([classToken, tokens], 0)));
        var own = projected.narrow(0, 1, tokens.shape[0]);
        var paired = cat([own, projected.narrow(0, 0, 1).expand_as(own)], 1);
        return score2.call(score1.call(paired).tanh()).squeeze(1).softmax(0);
    }

    private static Tensor PassGradient(Tensor tokens, Tensor? ratio) => ratio is null ? tokens : tokens * (1 + ratio - ratio.detach());

    /// <summary>The two ratios; one that is fixed takes no part in the transfer.</summary>
    private (double Ratio, double Alpha) Read(Tensor? ratio, Tensor? alpha)
    {
        Tensor[] routed = [.. new[] { ratio, alpha }.OfType<Tensor>().Select(value => value.detach())];
        if (routed.Length == 0) return (0, fixedAlpha!.Value);
        using var transferred = cat(routed, 0).to(float32).cpu();
        var values = transferred.data<float>();
        return (values[0], alpha is null ? fixedAlpha!.Value : values[routed.Length - 1]);
    }
}
