namespace AdaMHF.Networks;

/// <summary>Attention branches of CLAM.</summary>
public enum ClamBranches
{
    /// <summary>CLAM-SB: one branch for the logits of all time bins.</summary>
    Single,

    /// <summary>CLAM-MB: one branch per time bin, for the logit of that bin.</summary>
    Multiple,
}
