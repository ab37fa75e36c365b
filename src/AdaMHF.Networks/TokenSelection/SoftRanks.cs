using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Sizes of a selection that can be learned: how many tokens score high, and a mean over the best of them that ends softly.
/// </summary>
internal static class SoftRanks
{
    // Standard deviations of a bag's scores over which a token passes from below the threshold to above it.
    private const double ThresholdWidth = 0.25;

    // Standard deviations by which the threshold moves at most: enough to halve or double a selection, too little for K_top to rest at
    // its bounds while some tokens stand out.
    private const double MaxShift = 0.5;

    // Share of a size over which the mean ends, at least half a token.
    private const double BoundaryWidth = 0.1;

    /// <summary>
    /// [n, 1]: the share of a patient's tokens whose score lies above a threshold, in (0, 1). The scores' logits are standardised within
    /// the patient, so that tokens that stand out are counted, however many they are. Where the logits are normally distributed and the
    /// shift is 0, half the bound is selected.
    /// </summary>
    /// <param name="scores">[n, tokens]: softmax scores.</param>
    /// <param name="shift">[n, 1]: standard deviations by which the threshold is lowered.</param>
    /// <param name="layout">Which positions are tokens.</param>
    /// <param name="maxTokens">Upper bound of K_top.</param>
    public static Tensor ShareAbove(Tensor scores, Tensor shift, TokenLayout layout, int maxTokens)
    {
        Tensor Tokens(Tensor row) => layout.IsEven ? row : row * layout.Mask;
        Tensor Mean(Tensor row) => Tokens(row).sum(dim: 1, keepdim: true) / layout.CountColumn;
        var logits = scores.AtLeast(1e-20).log();
        var centred = logits - Mean(logits);
        var standardised = centred / Mean(centred * centred).Plus(1e-4).sqrt();
        var selectedAtFirst = Column(layout.Counts, count => Math.Min(maxTokens, count) / 2.0 / count, scores);
        var threshold = special.ndtri(selectedAtFirst.neg().Plus(1));
        return Mean((standardised - threshold).Plus(shift).Over(ThresholdWidth).sigmoid());
    }

    /// <summary>[n, 1]: the shift of the threshold that a router asks for by its logit.</summary>
    public static Tensor Shift(Tensor logit) => logit.tanh().Times(MaxShift);

    /// <summary>
    /// [n, tokens]: weights that sum to one, half of them the scores, half the scores of the best K_top tokens alone. In training the end
    /// is soft, so that K_top gets the gradient of one token more or less, and alpha that of one more that counts as much as the best.
    /// </summary>
    /// <param name="scores">[n, tokens]: softmax scores.</param>
    /// <param name="rank">[n, tokens]: rank of each token by descending score, from 0.</param>
    /// <param name="layout">Which positions are tokens.</param>
    /// <param name="sizes">K_top and the number of kept tokens.</param>
    /// <param name="ratio">[n, 1]: K_top as a share of the tokens; null where it is fixed.</param>
    /// <param name="alpha">[n, 1]: share of K_top that is kept; null where it is fixed.</param>
    /// <param name="isSoft">Whether the end is soft.</param>
    public static Tensor Mix(
        Tensor scores, Tensor rank, TokenLayout layout, SelectionSizes sizes, Tensor? ratio, Tensor? alpha, bool isSoft)
    {
        var total = Column(sizes.Totals, size => size, scores);
        if (!isSoft) return Halved(scores, Normalised(scores * (rank < total)));
        if (ratio is not null) total = WithGradientOf(ratio * layout.CountColumn, total);
        var mix = Halved(scores, Normalised(scores * Within(total, rank)));
        if (alpha is null) return mix;

        // Has the value of the mix; its derivative by alpha is that of a mix whose kept tokens count alike.
        var kept = WithGradientOf(alpha * total, Column(sizes.Kept, size => size, scores));
        var (given, isKept) = (scores.detach(), Within(kept, rank));
        var (surely, count) = (isKept.detach(), isKept.detach().sum(dim: 1, keepdim: true).AtLeast(1e-6));
        var level = (surely * given).sum(dim: 1, keepdim: true) / count;
        var alike = given.Plus(isKept * (level - given)) * Within(total.detach(), rank);
        if (!layout.IsEven) alike = alike * layout.Mask;
        return WithGradientOf(Normalised(alike), mix);
    }

    /// <summary>[n, tokens]: 1 for ranks well within a size, [n, 1], 0 for those well beyond.</summary>
    private static Tensor Within(Tensor size, Tensor rank)
    {
        var width = size.detach().Times(BoundaryWidth).AtLeast(0.5);
        return ((size - rank).Plus(-0.5) / width).sigmoid();
    }

    // Half of it is the mean over all tokens: a scorer that starts with the wrong ones must hear of the others.
    private static Tensor Halved(Tensor scores, Tensor best) => scores.Plus(best).Over(2);

    private static Tensor Normalised(Tensor weights) => weights / weights.sum(dim: 1, keepdim: true).AtLeast(1e-12);

    /// <summary>Keeps a value and adds the derivative of another to its own.</summary>
    private static Tensor WithGradientOf(Tensor other, Tensor value) => value.Plus(other - other.detach());

    private static Tensor Column(int[] values, Func<int, double> map, Tensor like) =>
        tensor(Array.ConvertAll(values, value => map(value)), dtype: like.dtype, device: like.device).unsqueeze(1);
}
