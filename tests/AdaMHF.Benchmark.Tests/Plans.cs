
namespace AdaMHF.Benchmark.Tests;

/// <summary>Plans that are small enough to be run in a test.</summary>
internal static class Plans
{
    public static BenchmarkPlan Tiny(params string[] systems) => new()
    {
        Cohorts = [new() { Name = "tiny", Simulated = "quick", Seed = 3, Patients = 40 }],
        Systems = systems,
        Folds = [0, 1],
        Conditions = ["complete", "genomics-missing", "pathology-missing", Condition.EachGroup, "random-missing:0.5"],
        Settings = new Dictionary<string, SystemSettings> { ["*"] = new() { Epochs = 1, PatchesPerPatient = 16 } },
    };
}
