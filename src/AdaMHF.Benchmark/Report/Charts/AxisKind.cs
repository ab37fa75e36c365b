namespace AdaMHF.Benchmark;

/// <summary>How an axis is divided.</summary>
internal enum AxisKind
{
    /// <summary>Equal differences have equal lengths.</summary>
    Linear,

    /// <summary>Linear, marked at whole numbers alone.</summary>
    Whole,

    /// <summary>Equal ratios have equal lengths; both ends are above 0.</summary>
    Logarithmic,
}
