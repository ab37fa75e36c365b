namespace AdaMHF.Networks;

/// <summary>Shape and losses of a <see cref="ClamNetwork"/>. Immutable; the defaults are the published ones.</summary>
public sealed record ClamConfiguration
{
    /// <summary>One attention branch (CLAM-SB) or one for each time bin (CLAM-MB). Default one.</summary>
    public ClamBranches Branches { get; init; } = ClamBranches.Single;

    /// <summary>Width of a patch feature. Default 1024.</summary>
    public int PatchWidth { get; init; } = 1024;

    /// <summary>Width of an embedded patch. Default 512.</summary>
    public int TokenWidth { get; init; } = 512;

    /// <summary>Hidden width of the attention. Default 256.</summary>
    public int AttentionWidth { get; init; } = 256;

    /// <summary>Dropout in training, in [0, 1). Default 0.25.</summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>Number of time bins, which are the classes of the instance loss. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>Patches of highest and of lowest attention in the instance loss, or all where the bag has fewer. Default 8.</summary>
    public int InstancesPerSide { get; init; } = 8;

    /// <summary>Weight of the data loss, in (0, 1]; the instance loss gets the rest, and 1 disables it. Default 0.7.</summary>
    public double BagWeight { get; init; } = 0.7;

    /// <summary>
    /// Whether the most attended patches also train the classifiers of the other bins, as negatives. Default false. Published as
    /// "subtyping", for mutually exclusive classes.
    /// </summary>
    public bool OtherBinsLearn { get; init; }

    /// <summary>Whether censored patients, whose bin is only a lower bound, contribute to the instance loss. Default true.</summary>
    public bool CensoredLearnInstances { get; init; } = true;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public ClamConfiguration Validated()
    {
        Require.Defined(Branches);
        Require.Positive(PatchWidth);
        Require.Positive(TokenWidth);
        Require.Positive(AttentionWidth);
        Require.Positive(InstancesPerSide);
        Require.Dropout(Dropout);
        Require.TimeBins(TimeBins);
        Require.That(BagWeight is > 0 and <= 1, nameof(BagWeight), BagWeight, "in (0, 1]");
        return this;
    }
}
