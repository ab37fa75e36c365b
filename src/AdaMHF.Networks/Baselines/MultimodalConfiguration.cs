namespace AdaMHF.Networks;

/// <summary>Shared settings of the published multimodal systems. Immutable.</summary>
/// <remarks>
/// These systems do not handle a missing modality; as in the benchmark of the AdaMHF paper, zeros replace its data: a missing bag
/// is one patch of zeros, missing genomics are vectors of zeros, which is the training mean of every gene.
/// </remarks>
public abstract record MultimodalConfiguration
{
    /// <summary>Width of a patch feature. Default 1024.</summary>
    public int PatchWidth { get; init; } = 1024;

    /// <summary>Number of genes in each genomic group, in order. Required.</summary>
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
