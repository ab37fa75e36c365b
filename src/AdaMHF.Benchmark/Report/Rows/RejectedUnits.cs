namespace AdaMHF.Benchmark;

/// <summary>Units whose calibration a test rejects, of those that it can test.</summary>
/// <param name="Rejected">At the false discovery rate of the summary.</param>
/// <param name="Tested">Units with at least two groups of predictions that the test can compare.</param>
internal readonly record struct RejectedUnits(int Rejected, int Tested);
