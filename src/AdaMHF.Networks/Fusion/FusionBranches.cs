namespace AdaMHF.Networks;

/// <summary>Branches of the hierarchical head.</summary>
public enum FusionBranches
{
    /// <summary>global + rate * local: AdaMHF.</summary>
    Both,

    /// <summary>Class tokens only.</summary>
    GlobalOnly,

    /// <summary>Pooled tokens only, at rate 1.</summary>
    LocalOnly,
}
