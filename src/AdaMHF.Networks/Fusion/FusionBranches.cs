namespace AdaMHF.Networks;

/// <summary>Branches of the hierarchical head.</summary>
public enum FusionBranches
{
    /// <summary>global + rate * local: AdaMHF.</summary>
    Both,

    /// <summary>Class tokens alone.</summary>
    GlobalOnly,

    /// <summary>Pooled tokens alone, at rate 1.</summary>
    LocalOnly,
}
