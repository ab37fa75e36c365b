namespace AdaMHF.Networks;

/// <summary>What carries the tokens past the experts of a layer.</summary>
public enum ExpertResidual
{
    /// <summary>The frozen perceptron with its skip connection: AdaMHF.</summary>
    Frozen,

    /// <summary>A plain skip connection, <c>act(x + experts)</c>: the frozen perceptron alone is left out.</summary>
    Identity,

    /// <summary>
    /// Nothing, <c>act(experts)</c>: "without MLP residual" of the paper's Table III. Experts then do not start at zero, or no gradient would pass.
    /// </summary>
    None,
}
