using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Result of adaptive token selection for the patients of a batch.</summary>
/// <param name="ClassTokens">[n, width]: each class token plus the score-weighted mean of all tokens.</param>
/// <param name="Tokens">The K_top tokens of each patient: kept ones in their input order, then pooled ones by descending score.</param>
/// <param name="Mean">[n, width]: the score-weighted mean of tokens, with which the class token may be refreshed.</param>
/// <param name="Scores">[n, tokens]: softmax scores over each patient's tokens, 0 for filling.</param>
/// <param name="Order">[n, tokens]: positions by descending score, filling last.</param>
/// <param name="Input">Which positions are tokens.</param>
/// <param name="Kept">Number of kept tokens of each patient.</param>
/// <param name="Alphas">Share of K_top that is kept of each patient.</param>
internal sealed record SelectedTokens(
    Tensor ClassTokens,
    TokenBatch Tokens,
    Tensor Mean,
    Tensor Scores,
    Tensor Order,
    TokenLayout Input,
    int[] Kept,
    double[] Alphas)
{
    /// <summary>The selection of one patient.</summary>
    public TokenSelection Of(int patient)
    {
        var count = Input.Counts[patient];
        var order = Order[patient].narrow(0, 0, count);
        return new(
            ClassTokens.narrow(0, patient, 1),
            Tokens.Of(patient),
            Scores[patient].narrow(0, 0, count),
            order,
            order.narrow(0, 0, Kept[patient]).sort(0).Values,
            Alphas[patient]);
    }
}
