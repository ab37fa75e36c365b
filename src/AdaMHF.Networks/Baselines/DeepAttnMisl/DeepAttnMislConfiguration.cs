namespace AdaMHF.Networks;

/// <summary>Shape of a <see cref="DeepAttnMislNetwork"/>. Immutable; the defaults are the published ones.</summary>
public sealed record DeepAttnMislConfiguration
{
    /// <summary>Width of a patch feature. Default 1024.</summary>
    public int PatchWidth { get; init; } = 1024;

    /// <summary>Clusters of patches. Default 10.</summary>
    public int Clusters { get; init; } = 10;

    /// <summary>Width of a cluster's token. Default 512.</summary>
    public int TokenWidth { get; init; } = 512;

    /// <summary>Hidden width of the attention. Default 256.</summary>
    public int AttentionWidth { get; init; } = 256;

    /// <summary>Width of the layer before the hazards. Default 256.</summary>
    public int HiddenWidth { get; init; } = 256;

    /// <summary>
    /// Whether clusters without a patch in the bag are left out. Default false: each enters the attention as a
    /// row of zeros, as published.
    /// </summary>
    public bool LeavesOutEmptyClusters { get; init; }

    /// <summary>Dropout in training, in [0, 1). Default 0.25.</summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>Number of time bins. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public DeepAttnMislConfiguration Validated()
    {
        Require.Positive(PatchWidth);
        Require.Positive(Clusters);
        Require.Positive(TokenWidth);
        Require.Positive(AttentionWidth);
        Require.Positive(HiddenWidth);
        Require.Dropout(Dropout);
        Require.TimeBins(TimeBins);
        return this;
    }
}
