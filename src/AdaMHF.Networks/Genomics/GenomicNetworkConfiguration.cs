namespace AdaMHF.Networks;

/// <summary>Shape of a <see cref="GenomicNetwork"/>. Immutable.</summary>
public sealed record GenomicNetworkConfiguration
{
    /// <summary>Number of genes in each genomic group, in order. Required.</summary>
    public IReadOnlyList<int> GroupSizes { get; init; } = [];

    /// <summary>Widths of the layers before the last one, the same for every group; may be empty. Default 1024, as in AdaMHF.</summary>
    public IReadOnlyList<int> HiddenWidths { get; init; } = [1024];

    /// <summary>Width of a group's token. Default 256.</summary>
    public int TokenWidth { get; init; } = 256;

    /// <summary>Outputs of the head: hazard logits of K time bins, or one log hazard. Default 4.</summary>
    public int Outputs { get; init; } = 4;

    /// <summary>Alpha dropout after every layer, in [0, 1). Default 0.25.</summary>
    public double Dropout { get; init; } = 0.25;

    /// <summary>Share of the genes set to zero, their training mean, at every training step, in [0, 1). Default 0, as published.</summary>
    public double InputDropout { get; init; }

    /// <summary>Activation of every layer. Default SELU; ELU reproduces MCAT-derived code.</summary>
    public Activation Activation { get; init; } = Activation.Selu;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public GenomicNetworkConfiguration Validated()
    {
        Require.Positive(GroupSizes);
        foreach (var width in HiddenWidths) Require.Positive(width, nameof(HiddenWidths));
        Require.Positive(TokenWidth);
        Require.Positive(Outputs);
        Require.Dropout(Dropout);
        Require.Dropout(InputDropout);
        Require.Defined(Activation);
        return this;
    }
}
