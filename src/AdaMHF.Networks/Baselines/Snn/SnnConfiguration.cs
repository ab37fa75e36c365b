namespace AdaMHF.Networks;

/// <summary>Shape of an <see cref="SnnNetwork"/>. Immutable; the defaults are the published ones.</summary>
public sealed record SnnConfiguration
{
    /// <summary>Number of genes in each vector of a patient, in order; the network concatenates them. Required.</summary>
    public IReadOnlyList<int> GenomicGroupSizes { get; init; } = [];

    /// <summary>
    /// Widths of the self-normalising layers. Default 256, 256, 256, 256; the published "big" variant is 1024, 1024, 1024, 256.
    /// </summary>
    public IReadOnlyList<int> Widths { get; init; } = [256, 256, 256, 256];

    /// <summary>Alpha dropout after every layer, in [0, 1). Default 0.25.</summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>
    /// Weight of the L1 penalty in the training loss, at least 0. Default 1e-4, as in MCAT's published runs; 1e-5 in later code.
    /// </summary>
    public double L1Weight { get; init; } = 1e-4;

    /// <summary>Number of time bins. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public SnnConfiguration Validated()
    {
        Require.Positive(GenomicGroupSizes);
        Require.Positive(Widths);
        Require.Dropout(Dropout);
        Require.LossWeight(L1Weight);
        Require.TimeBins(TimeBins);
        return this;
    }
}
