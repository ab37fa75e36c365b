using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// ATSA, adaptive token selection and aggregation. Every token is scored against the class token. The priority allocator decides how many
/// tokens go on (K_top), the selective refiner which share of them (alpha) are the best tokens as they are; all others are pooled, by falling
/// score, into the remaining places. Nothing is thrown away.
/// </summary>
/// <remarks>
/// Selection stays trainable: kept tokens are weighted by their score relative to the best one, pooled tokens are score-weighted means, and the
/// two ratios reach the output by a straight-through factor (value one, derivative that of the ratio). The score-weighted mean of
/// all tokens refreshes the class token, which gives the scorer a strong gradient from the first step.
/// </remarks>
public sealed class AdaptiveTokenSelection : Module<Tensor, Tensor, TokenSelection>
{
    private readonly Linear project;
    private readonly Linear score1;
    private readonly Linear score2;
    private readonly RatioRouter allocator;
    private readonly RatioRouter refiner;
    private readonly int mostTokens;

    /// <summary>Creates the selection.</summary>
    /// <param name="width">Token width, even.</param>
    /// <param name="mostTokens">Upper bound of K_top.</param>
    public AdaptiveTokenSelection(int width, int mostTokens) : base(nameof(AdaptiveTokenSelection))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostTokens, 1);
        this.mostTokens = mostTokens;
        project = Linear(width, width / 2);
        score1 = Linear(width / 2 * 2, Math.Max(8, width / 8));
        // No bias: the softmax over tokens cannot see one.
        score2 = Linear(Math.Max(8, width / 8), 1, hasBias: false);
        allocator = new RatioRouter(width);
        refiner = new RatioRouter(width);
        RegisterComponents();
    }

    /// <summary>Selects from [tokens, width] with the class token [1, width].</summary>
    public override TokenSelection forward(Tensor classToken, Tensor tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var scores = Score(classToken, tokens);
        var ratio = allocator.call(classToken);
        var alpha = refiner.call(classToken);
        // Sizes of what follows: the one place where numbers must come back from the device.
        var (ratioValue, alphaValue) = Read(ratio, alpha);

        var count = tokens.shape[0];
        var total = Math.Clamp((long)Math.Round(ratioValue * count), 1, Math.Min(mostTokens, count));
        var keep = Math.Clamp((long)Math.Round(alphaValue * total), 0, total);
        var order = scores.detach().argsort(0, descending: true);
        var kept = order.narrow(0, 0, keep).sort(0).Values;

        var parts = new List<Tensor>(2);
        if (keep > 0) parts.Add(tokens[kept] * (scores[kept] / scores.max()).unsqueeze(1) * PassGradient(alpha));
        if (total > keep) parts.Add(Pool(tokens, scores, order.narrow(0, keep, count - keep), total - keep) * PassGradient(1 - alpha));
        var selected = cat(parts, 0) * PassGradient(ratio);
        var refreshed = classToken + scores.unsqueeze(0).matmul(tokens);
        return new TokenSelection(refreshed, selected, scores, kept, alphaValue);
    }

    /// <summary>Pools tokens, given by falling score, into equal runs; each run becomes its score-weighted mean.</summary>
    private static Tensor Pool(Tensor tokens, Tensor scores, Tensor rest, long places)
    {
        var count = rest.shape[0];
        var place = (arange(count, device: tokens.device) * places).div_(count, RoundingMode.floor);
        var membership = place.unsqueeze(0) == arange(places, device: tokens.device).unsqueeze(1);
        var weights = membership.to_type(tokens.dtype) * scores[rest].unsqueeze(0);
        // A matrix product, because scattered sums are not repeatable on a GPU.
        return (weights / weights.sum(1, keepdim: true).clamp_min(1e-12)).matmul(tokens[rest]);
    }

    private Tensor Score(Tensor classToken, Tensor tokens)
    {
        var projected = functional.gelu(project.call(cat([classToken, tokens], 0)));
        var own = projected.narrow(0, 1, tokens.shape[0]);
        var paired = cat([own, projected.narrow(0, 0, 1).expand_as(own)], 1);
        return score2.call(score1.call(paired).tanh()).squeeze(1).softmax(0);
    }

    private static Tensor PassGradient(Tensor ratio) => 1 + ratio - ratio.detach();

    private static (double, double) Read(Tensor ratio, Tensor alpha)
    {
        using var pair = cat([ratio.detach(), alpha.detach()], 0).to(float32).cpu();
        var values = pair.data<float>();
        return (values[0], values[1]);
    }
}
