namespace AdaMHF.Networks;

/// <summary>What SNNTrans does with the tokens of the genomic groups. No code of it is public; these are the two public readings.</summary>
public enum SnnTransTrunk
{
    /// <summary>CMTA's genomic encoder: a class token, two layers of Nystrom attention, no position.</summary>
    ClassToken,

    /// <summary>MCAT's genomic branch: two post-norm transformer layers, gated attention pooling, a ReLU layer.</summary>
    TokenSet,
}
