using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Result of adaptive token selection for one modality.</summary>
/// <param name="ClassToken">[1, width]: the class token plus the score-weighted mean of all tokens.</param>
/// <param name="Tokens">[K_top, width]: kept tokens in their input order, then pooled ones by descending score.</param>
/// <param name="Scores">[tokens]: softmax scores, sum 1.</param>
/// <param name="Order">[tokens]: positions by descending score; the kept tokens are the first of them.</param>
/// <param name="Kept">[kept]: positions of the kept tokens, ascending.</param>
/// <param name="Alpha">Share of K_top that is kept unchanged, in (0, 1), or the fixed one.</param>
public sealed record TokenSelection(Tensor ClassToken, Tensor Tokens, Tensor Scores, Tensor Order, Tensor Kept, double Alpha)
{
    /// <summary>K_top: number of tokens after selection.</summary>
    public long Count => Tokens.shape[0];

    /// <summary>
    /// [tokens]: the row of <see cref="Tokens"/> that each token is part of, alone or pooled; -1 for a token that was dropped.
    /// </summary>
    public Tensor Places()
    {
        var (tokens, kept) = (Scores.shape[0], Kept.shape[0]);
        var places = TensorArithmetic.Filled([tokens], -1, int64, Scores.device);
        if (kept > 0) places[Kept] = TensorArithmetic.Range(kept, Scores.device);
        if (tokens > kept && Count > kept)
            places[Order.narrow(0, kept, tokens - kept)] = PlacesOf(tokens - kept, Count - kept, Scores.device).Plus(kept);
        return places;
    }

    /// <summary>Equal runs of what is pooled: the pool of each token by descending score.</summary>
    internal static Tensor PlacesOf(long tokens, long pools, Device device) =>
        TensorArithmetic.Range(tokens, device).Times_(pools).FloorOver_(tokens);
}
