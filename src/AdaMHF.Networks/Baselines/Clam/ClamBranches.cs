namespace AdaMHF.Networks;

/// <summary>How many attention branches CLAM has.</summary>
public enum ClamBranches
{
    /// <summary>CLAM-SB: one, whose pooled patches give the logits of all time bins.</summary>
    Single,

    /// <summary>CLAM-MB: one for each time bin, whose pooled patches give the logit of that bin.</summary>
    Multiple,
}
