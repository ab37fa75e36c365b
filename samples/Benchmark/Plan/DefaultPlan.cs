namespace Benchmark.Plan;

/// <summary>What is run when nothing else is said.</summary>
internal static class DefaultPlan
{
    public static IReadOnlyList<string> Systems { get; } = ["cox", "snn", "attnmil", "late-fusion", "mcat", "cmta", "adamhf", "truth"];

    public static IReadOnlyList<string> Conditions { get; } = ["complete", "genomics-missing", "pathology-missing", Condition.EachGroup, "random-missing:0.3"];

    /// <summary>
    /// Small cohorts want few epochs. The published 32 patients a step would leave some networks a hundred steps and no chance, so that all take one, as AdaMHF does.
    /// </summary>
    public static IReadOnlyDictionary<string, SystemSettings> Settings { get; } = new Dictionary<string, SystemSettings> { ["*"] = new() { Epochs = 12, BatchSize = 1 } };
}
