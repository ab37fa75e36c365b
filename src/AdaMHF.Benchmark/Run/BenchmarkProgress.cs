using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>How far a run is.</summary>
/// <param name="Units">Units of the shard.</param>
/// <param name="Finished">How many of them have a result, or failed.</param>
public sealed record BenchmarkProgress(int Units, int Finished)
{
    /// <summary>A line for people; null when nothing came to an end.</summary>
    public string? Message { get; init; }

    /// <summary>The unit that is being worked on; null between two.</summary>
    public WorkUnit? Unit { get; init; }

    /// <summary>How far its training is; null before it starts.</summary>
    public TrainingProgress? Training { get; init; }

    /// <summary>How long the rest will take; null before the first unit is finished.</summary>
    public TimeSpan? Remaining { get; init; }
}
