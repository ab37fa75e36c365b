namespace AdaMHF.Networks;

/// <summary>Shape of an <see cref="McatNetwork"/>. Immutable; the defaults are the published setting.</summary>
public sealed record McatConfiguration : GeneGuidedConfiguration
{
    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public McatConfiguration Validated()
    {
        Check();
        return this;
    }
}
