namespace AdaMHF.Benchmark;

/// <summary>A figure of a paper. In Table III it is a difference.</summary>
/// <param name="Value">C-index, mean of five folds.</param>
/// <param name="Deviation">
/// Standard deviation of the folds as it was published (MCAT gives the population one); null when it is not given.
/// </param>
/// <param name="Source">Where it stands, and how the epoch was chosen.</param>
public sealed record PublishedValue(double Value, double? Deviation, string Source);
