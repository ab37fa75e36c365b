namespace AdaMHF.Networks;

/// <summary>Shape and loss of a <see cref="DtfdMilNetwork"/>. Immutable; the defaults are the published ones.</summary>
public sealed record DtfdMilConfiguration
{
    /// <summary>Width of a patch feature. Default 1024.</summary>
    public int PatchWidth { get; init; } = 1024;

    /// <summary>Width of an embedded patch. Default 512.</summary>
    public int TokenWidth { get; init; } = 512;

    /// <summary>Hidden width of both attentions. Default 128.</summary>
    public int AttentionWidth { get; init; } = 128;

    /// <summary>Groups that the patches are divided into, at most one per patch. Default 4.</summary>
    public int Groups { get; init; } = 4;

    /// <summary>Features of each group that reach the second tier. Default the aggregate.</summary>
    public DtfdDistillation Distillation { get; init; } = DtfdDistillation.Aggregate;

    /// <summary>Ranking of the patches where patches are distilled. Default the risk.</summary>
    public DtfdRanking Ranking { get; init; } = DtfdRanking.Risk;

    /// <summary>Patches from each end of a group's ranking, where patches are distilled. Default 1.</summary>
    public int InstancesPerGroup { get; init; } = 1;

    /// <summary>Number of time bins. Default 4.</summary>
    public int TimeBins { get; init; } = 4;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public DtfdMilConfiguration Validated()
    {
        Require.Positive(PatchWidth);
        Require.Positive(TokenWidth);
        Require.Positive(AttentionWidth);
        Require.Positive(Groups);
        Require.Positive(InstancesPerGroup);
        Require.Defined(Distillation);
        Require.Defined(Ranking);
        Require.TimeBins(TimeBins);
        return this;
    }
}
