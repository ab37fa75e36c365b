namespace AdaMHF.Networks;

/// <summary>Shape of an <see cref="SnnTransNetwork"/>. Immutable; the defaults are those of CMTA's genomic branch.</summary>
public sealed record SnnTransConfiguration
{
    /// <summary>Number of genes in each genomic group, in order. Required.</summary>
    public IReadOnlyList<int> GenomicGroupSizes { get; init; } = [];

    /// <summary>Part after the group networks. Default CMTA's encoder.</summary>
    public SnnTransTrunk Trunk { get; init; } = SnnTransTrunk.ClassToken;

    /// <summary>Hidden width of each group's self-normalising network. Default 1024, CMTA's; MCAT has 256.</summary>
    public int GenomicHiddenWidth { get; init; } = 1024;

    /// <summary>Token width, a multiple of the attention heads. Default 256.</summary>
    public int TokenWidth { get; init; } = 256;

    /// <summary>Attention heads. Default 8.</summary>
    public int AttentionHeads { get; init; } = 8;

    /// <summary>Hidden width of a transformer layer's MLP, where the trunk is MCAT's. Default 512.</summary>
    public int PerceptronWidth { get; init; } = 512;

    /// <summary>Landmarks of the Nystrom attention. Default 128. MCAT's trunk attends exactly.</summary>
    public int Landmarks { get; init; } = 128;

    /// <summary>
    /// Whether to use landmarks even where exact attention is cheaper. Default true, the published function, which pads a few
    /// groups to the number of landmarks and spends nearly all of its time there; false is exact attention.
    /// </summary>
    public bool AlwaysApproximate { get; init; } = true;

    /// <summary>Alpha dropout after every layer of the group networks, and dropout in MCAT's trunk, in [0, 1). Default 0.25.</summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>Number of time bins. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public SnnTransConfiguration Validated()
    {
        Require.Positive(GenomicGroupSizes);
        Require.Defined(Trunk);
        Require.Positive(GenomicHiddenWidth);
        Require.Positive(TokenWidth);
        Require.Positive(AttentionHeads);
        Require.Positive(PerceptronWidth);
        Require.Positive(Landmarks);
        Require.MultipleOfHeads(TokenWidth, AttentionHeads);
        Require.Dropout(Dropout);
        Require.TimeBins(TimeBins);
        return this;
    }
}
