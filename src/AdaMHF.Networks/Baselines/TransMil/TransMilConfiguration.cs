namespace AdaMHF.Networks;

/// <summary>Shape of a <see cref="TransMilNetwork"/>. Immutable; the defaults are the published ones.</summary>
public sealed record TransMilConfiguration
{
    /// <summary>Width of a patch feature. Default 1024.</summary>
    public int PatchWidth { get; init; } = 1024;

    /// <summary>Token width, a multiple of the attention heads. Default 512.</summary>
    public int TokenWidth { get; init; } = 512;

    /// <summary>Attention heads. Default 8.</summary>
    public int AttentionHeads { get; init; } = 8;

    /// <summary>Landmarks of the Nystrom attention. Default 256.</summary>
    public int Landmarks { get; init; } = 256;

    /// <summary>
    /// Whether to use landmarks even where exact attention is cheaper, in small bags. Default true, the published function.
    /// </summary>
    public bool AlwaysApproximate { get; init; } = true;

    /// <summary>Number of time bins. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public TransMilConfiguration Validated()
    {
        Require.Positive(PatchWidth);
        Require.Positive(TokenWidth);
        Require.Positive(AttentionHeads);
        Require.Positive(Landmarks);
        Require.MultipleOfHeads(TokenWidth, AttentionHeads);
        Require.TimeBins(TimeBins);
        return this;
    }
}
