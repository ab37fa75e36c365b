namespace AdaMHF.Networks;

/// <summary>Shape of an <see cref="AttnMilNetwork"/>. Immutable; the defaults are the published ones.</summary>
public sealed record AttnMilConfiguration
{
    /// <summary>Width of a patch feature. Default 1024.</summary>
    public int PatchWidth { get; init; } = 1024;

    /// <summary>Width of an embedded patch. Default 512.</summary>
    public int TokenWidth { get; init; } = 512;

    /// <summary>Hidden width of the attention. Default 256; the published "big" variant has 384.</summary>
    public int AttentionWidth { get; init; } = 256;

    /// <summary>Width of the layer before the hazards. Default 256; the published "big" variant has 384.</summary>
    public int HiddenWidth { get; init; } = 256;

    /// <summary>Dropout in training, in [0, 1). Default 0.25.</summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>Number of time bins. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public AttnMilConfiguration Validated()
    {
        Require.Positive(PatchWidth);
        Require.Positive(TokenWidth);
        Require.Positive(AttentionWidth);
        Require.Positive(HiddenWidth);
        Require.Dropout(Dropout);
        Require.TimeBins(TimeBins);
        return this;
    }
}
