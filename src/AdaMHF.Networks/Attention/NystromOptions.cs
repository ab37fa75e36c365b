namespace AdaMHF.Networks;

/// <summary>Shape of a <see cref="NystromAttention"/> block.</summary>
/// <param name="Heads">Attention heads.</param>
/// <param name="HeadWidth">Width of one head; heads x head width is the inner width.</param>
/// <param name="Landmarks">Landmarks that represent the sequence.</param>
internal sealed record NystromOptions(int Heads, int HeadWidth, int Landmarks)
{
    /// <summary>Iterations of the pseudo-inverse. Default 6.</summary>
    public int PseudoInverseIterations { get; init; } = 6;

    /// <summary>Length of the depthwise convolution of the values, odd; 0 leaves it out. Default 33.</summary>
    public int ValueKernel { get; init; } = 33;

    /// <summary>Dropout on the output in training, in [0, 1). Default 0.1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>
    /// Whether to approximate even when exact attention is cheaper. Default false; true reproduces TransMIL and CMTA, whose padded
    /// path is a different function on short sequences.
    /// </summary>
    public bool AlwaysApproximate { get; init; }
}
