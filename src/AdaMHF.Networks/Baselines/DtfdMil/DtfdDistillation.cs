namespace AdaMHF.Networks;

/// <summary>Features of each group of patches that reach the second tier of DTFD-MIL.</summary>
public enum DtfdDistillation
{
    /// <summary>AFS: the group's attention-weighted sum, one row.</summary>
    Aggregate,

    /// <summary>MaxS: the patches of highest rank.</summary>
    Highest,

    /// <summary>MaxMinS: the patches of highest and of lowest rank.</summary>
    HighestAndLowest,
}
