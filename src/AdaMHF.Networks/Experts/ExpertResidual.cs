namespace AdaMHF.Networks;

/// <summary>Residual path around the experts of a layer.</summary>
public enum ExpertResidual
{
    /// <summary>The frozen MLP with its skip connection: AdaMHF.</summary>
    Frozen,

    /// <summary>A plain skip connection, <c>act(x + experts)</c>, without the frozen MLP.</summary>
    Identity,

    /// <summary>
    /// None, <c>act(experts)</c>: "without MLP residual" in the paper's Table III. Experts then do not start at zero,
    /// because no gradient would pass.
    /// </summary>
    None,
}
