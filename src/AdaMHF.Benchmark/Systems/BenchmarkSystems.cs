using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>
/// Every system that the benchmark knows: the networks of <see cref="SurvivalSystems.All"/>, and what is no single network.
/// </summary>
public static class BenchmarkSystems
{
    /// <summary>All of them, in the order of the tables; ablations and variants of AdaMHF last.</summary>
    public static IReadOnlyList<BenchmarkSystem> All { get; } =
    [
        LinearModels.RidgeCox,
        LinearModels.Hazards,
        .. Networks(SurvivalModalities.Genomics),
        GenomicNetworks.OnAllGenes,
        GenomicNetworks.PerGroup,
        AdaMhfSystem.Genomics,
        .. Networks(SurvivalModalities.Pathology),
        LinearModels.RidgeCoxOnPathology,
        AdaMhfSystem.Pathology,
        LinearModels.RidgeCoxOnBoth,
        LateFusion.Of("late-fusion", "Late fusion", LinearModels.RidgeCox, BenchmarkSystem.Network(SurvivalSystems.Of("attnmil"))),
        VectorSystems.HfbSurv,
        VectorSystems.Gpdbn,
        .. Networks(SurvivalModalities.Both),
        AdaMhfSystem.Published,
        ClinicalSystems.RidgeCox,
        ClinicalSystems.RidgeCoxWithGenes,
        ClinicalSystems.RidgeCoxWithAll,
        ClinicalSystems.WithScore,
        ClinicalSystems.AdaMhf,
        TrueRisk.Whole,
        TrueRisk.WithoutClinic,
        .. AdaMhfSystem.Ablations,
        .. AdaMhfSystem.Variants,
    ];

    /// <summary>The rows of the paper's ablation tables.</summary>
    public static IReadOnlyList<BenchmarkSystem> Ablations => AdaMhfSystem.Ablations;

    /// <summary>The system of a key.</summary>
    /// <param name="key">A <see cref="BenchmarkSystem.Key"/>.</param>
    /// <exception cref="PlanException">There is none; the message lists the known keys.</exception>
    public static BenchmarkSystem Of(string key) => All.FirstOrDefault(system => system.Key == key)
        ?? throw new PlanException($"There is no system '{key}'. Known: {string.Join(", ", All.Select(system => system.Key))}.");

    private static IEnumerable<BenchmarkSystem> Networks(SurvivalModalities modalities) => SurvivalSystems.All
        .Where(system => system.Modalities == modalities)
        .Select(system => system.Key == SurvivalSystems.AdaMhf ? AdaMhfSystem.Whole : BenchmarkSystem.Network(system));
}
