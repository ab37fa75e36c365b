using AdaMHF.Networks;
using Benchmark.Plan;

namespace Benchmark.Systems;

/// <summary>Every system that the benchmark knows. A new trainer is one line here.</summary>
internal static class SystemRegistry
{
    /// <summary>Key of AdaMHF, against which ablations are measured.</summary>
    public const string AdaMhf = "adamhf";

    private static readonly BenchmarkSystem Cox = RidgeCox.System("cox", "Ridge Cox");

    private static readonly BenchmarkSystem Bags = BenchmarkSystem.Trainer("adamhf-pathology", "AdaMHF, pathology alone", Modalities.Pathology, request => AdaMhfSystem.Create(request));

    /// <summary>In the order of the tables.</summary>
    public static IReadOnlyList<BenchmarkSystem> All { get; } =
    [
        Cox,
        LinearHazards.System("hazards", "Linear discrete hazards"),
        BenchmarkSystem.Trainer("adamhf-genomics", "AdaMHF, genomics alone", Modalities.Genomics, request => AdaMhfSystem.Create(request)),
        Bags,
        LateFusion.System("late-fusion", "Late fusion", Cox, Bags),
        BenchmarkSystem.Trainer(AdaMhf, "AdaMHF", Modalities.Both, request => AdaMhfSystem.Create(request)),
        TrueRisk.System("truth", "The true risk itself"),
        .. AdaMhfAblation.All.Select(AdaMhfSystem.Ablated),
    ];

    /// <summary>The system of a key.</summary>
    /// <exception cref="PlanException">There is none.</exception>
    public static BenchmarkSystem Find(string key) => All.FirstOrDefault(system => system.Key == key)
        ?? throw new PlanException($"There is no system '{key}'. Known: {string.Join(", ", All.Select(system => system.Key))}.");
}
