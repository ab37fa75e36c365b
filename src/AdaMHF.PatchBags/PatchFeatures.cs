namespace AdaMHF.PatchBags;

/// <summary>Patch features in memory, one row per patch.</summary>
public sealed class PatchFeatures
{
    /// <summary>Wraps features. The arrays are not copied and must not be changed afterwards.</summary>
    /// <param name="values">Features, row-major: <paramref name="width"/> values per patch.</param>
    /// <param name="width">Features per patch, at least 0.</param>
    /// <param name="coordinates">One coordinate per patch, or null when they are not known.</param>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    public PatchFeatures(float[] values, int width, PatchCoordinate[]? coordinates = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        if (width == 0 ? values.Length > 0 : values.Length % width != 0)
            throw new ArgumentException($"{values.Length} values are not a whole number of patches of width {width}.", nameof(values));

        Values = values;
        Width = width;
        Count = width == 0 ? 0 : values.Length / width;
        if (coordinates is not null && coordinates.Length != Count)
            throw new ArgumentException($"{coordinates.Length} coordinates were given for {Count} patches.", nameof(coordinates));
        Coordinates = coordinates;
    }

    /// <summary>Features, row-major: <see cref="Count"/> x <see cref="Width"/>.</summary>
    public float[] Values { get; }

    /// <summary>Number of patches.</summary>
    public int Count { get; }

    /// <summary>Features per patch.</summary>
    public int Width { get; }

    /// <summary>One coordinate per patch; null when they are not known.</summary>
    public PatchCoordinate[]? Coordinates { get; }

    /// <summary>The features of one patch.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such patch.</exception>
    public ReadOnlySpan<float> Row(int patch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(patch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(patch, Count);
        return Values.AsSpan(patch * Width, Width);
    }
}
