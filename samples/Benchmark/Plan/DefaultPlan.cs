namespace Benchmark.Plan;

/// <summary>What is run when nothing else is said: on two cores it ends within a quarter of an hour.</summary>
internal static class DefaultPlan
{
    public static IReadOnlyList<string> Systems { get; } = ["cox", "late-fusion", "adamhf", "truth"];

    public static IReadOnlyList<string> Conditions { get; } = ["complete", "genomics-missing", "pathology-missing", Condition.EachGroup, "random-missing:0.3"];

    /// <summary>Small cohorts want few epochs.</summary>
    public static IReadOnlyDictionary<string, SystemSettings> Settings { get; } = new Dictionary<string, SystemSettings> { ["*"] = new() { Epochs = 12 } };
}
