namespace Benchmark.Plan;

/// <summary>A plan, or the folder of its results, that cannot be worked with; the message says what to change.</summary>
internal sealed class PlanException(string message) : Exception(message);
