namespace AdaMHF.Networks;

/// <summary>What the configurations of all published systems of two modalities have. Immutable.</summary>
/// <remarks>
/// These systems have no treatment of a missing modality of their own; as in the benchmark of the AdaMHF paper its data are zeros: a missing bag is one patch of zeros, missing
/// genomics are vectors of zeros, which is every gene's training mean.
/// </remarks>
public abstract record MultimodalConfiguration
{
    /// <summary>Width of a patch feature. Default 1024.</summary>
    public int PatchWidth { get; init; } = 1024;

    /// <summary>Number of genes in each genomic group, in order. Must be given.</summary>
    public IReadOnlyList<int> GenomicGroupSizes { get; init; } = [];

    /// <summary>Time bins K of the hazard head. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    private protected virtual void Check()
    {
        Require.Positive(PatchWidth);
        Require.Positive(GenomicGroupSizes);
        Require.TimeBins(TimeBins);
    }
}
