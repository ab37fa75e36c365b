namespace AdaMHF.Benchmark;

/// <summary>How a run ended.</summary>
/// <param name="Units">Units of the shard.</param>
/// <param name="Failed">How many failed; the next run tries them again.</param>
/// <param name="IsCancelled">Whether it was stopped before the end.</param>
public sealed record BenchmarkRunResult(int Units, int Failed, bool IsCancelled);
