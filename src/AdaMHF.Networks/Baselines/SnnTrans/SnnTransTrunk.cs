namespace AdaMHF.Networks;

/// <summary>
/// Part of SNNTrans that processes the tokens of the genomic groups. Its code is not public; these are the two
/// published interpretations.
/// </summary>
public enum SnnTransTrunk
{
    /// <summary>CMTA's genomic encoder: a class token, two layers of Nystrom attention, no positional encoding.</summary>
    ClassToken,

    /// <summary>MCAT's genomic branch: two post-norm transformer layers, gated attention pooling, a ReLU layer.</summary>
    TokenSet,
}
