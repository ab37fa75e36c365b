namespace AdaMHF.Networks;

/// <summary>Shape of a <see cref="MotcatNetwork"/>. Immutable; the defaults are the published setting.</summary>
public sealed record MotcatConfiguration : GeneGuidedConfiguration
{
    /// <summary>
    /// Optimal transport. Default entropy weight 0.1, as published for BRCA, UCEC and GBMLGG (0.05 for BLCA and
    /// LUAD), and margin weight 0.5.
    /// </summary>
    public TransportOptions Transport { get; init; } = new();

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public MotcatConfiguration Validated()
    {
        Check();
        Transport.Validated();
        return this;
    }
}
