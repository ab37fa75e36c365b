namespace AdaMHF.Networks;

/// <summary>What DTFD-MIL sends of each group of patches to its second tier.</summary>
public enum DtfdDistillation
{
    /// <summary>AFS: the group's attention-weighted sum, one row.</summary>
    Aggregate,

    /// <summary>MaxS: the patches that speak most for the ranked risk.</summary>
    Highest,

    /// <summary>MaxMinS: those and the ones that speak least for it.</summary>
    HighestAndLowest,
}
