namespace AdaMHF.Benchmark;

/// <summary>Units whose calibration a test rejects, of those that it can test.</summary>
/// <param name="Rejected">At the false discovery rate of the summary.</param>
/// <param name="Tested">Not those whose patients all have one prediction, or predictions of 0 and 1 alone.</param>
internal readonly record struct RejectedUnits(int Rejected, int Tested);
