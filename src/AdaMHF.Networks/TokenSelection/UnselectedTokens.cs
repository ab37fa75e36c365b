namespace AdaMHF.Networks;

/// <summary>What adaptive token selection does with tokens that it does not keep.</summary>
public enum UnselectedTokens
{
    /// <summary>They are pooled into the places that the kept tokens leave: AdaMHF.</summary>
    Pooled,

    /// <summary>All K_top places go to the highest-scoring tokens and the others are discarded; alpha has no effect.</summary>
    Dropped,
}
