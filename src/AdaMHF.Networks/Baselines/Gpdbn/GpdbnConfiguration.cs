namespace AdaMHF.Networks;

/// <summary>Shape of a <see cref="GpdbnNetwork"/>. Immutable; widths, dropout and weights are the published ones.</summary>
public sealed record GpdbnConfiguration : VectorSystemConfiguration
{
    /// <inheritdoc/>
    /// <remarks>Default 32, as published.</remarks>
    public override int VectorWidth { get; init; } = 32;

    /// <summary>Width of each encoded outer product. Default 20.</summary>
    public int ProductWidth { get; init; } = 20;

    /// <summary>Widths of the layers between vectors and output. Default 500, 256, 128, 32.</summary>
    public IReadOnlyList<int> HiddenWidths { get; init; } = [500, 256, 128, 32];

    /// <summary>Dropout after each of those layers in training, in [0, 1). Default 0.1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <inheritdoc/>
    /// <remarks>Default 3e-4, as published.</remarks>
    public override double L1Weight { get; init; } = 3e-4;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public GpdbnConfiguration Validated()
    {
        Check();
        CheckVector(GenomicGroupSizes, nameof(GenomicGroupSizes));
        Require.Positive(ProductWidth);
        Require.Positive(HiddenWidths);
        Require.Dropout(Dropout);
        return this;
    }
}
