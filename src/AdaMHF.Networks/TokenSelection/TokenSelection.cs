using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>What adaptive token selection made of one modality's tokens.</summary>
/// <param name="ClassToken">[1, width]: the class token plus the score-weighted mean of all tokens.</param>
/// <param name="Tokens">[K_top, width]: kept tokens in their given order, then pooled ones by falling score.</param>
/// <param name="Scores">[tokens]: softmax scores, sum 1.</param>
/// <param name="Kept">[kept]: positions of the kept tokens, rising.</param>
/// <param name="Alpha">Share of K_top that is kept as it is, in (0, 1).</param>
public sealed record TokenSelection(Tensor ClassToken, Tensor Tokens, Tensor Scores, Tensor Kept, double Alpha);
