namespace AdaMHF.MLNet;

/// <summary>What adaptive token selection did with a patch or a genomic group.</summary>
public enum TokenState
{
    /// <summary>It remains a token of its own.</summary>
    Kept,

    /// <summary>It is averaged with others into one token, by its score.</summary>
    Pooled,

    /// <summary>It takes no part in what follows; only where the configuration drops tokens.</summary>
    Dropped,
}
