namespace AdaMHF.MLNet;

/// <summary>How AdaMHF uses genomic networks that were trained before.</summary>
public enum GenomicFeaturizerUse
{
    /// <summary>They are where training starts, and are trained on with the rest.</summary>
    FineTuned,

    /// <summary>They stay as they are: no gradient, no dropout.</summary>
    Frozen,
}
