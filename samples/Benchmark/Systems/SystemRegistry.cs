using AdaMHF.MLNet;
using AdaMHF.Networks;
using Benchmark.Plan;

namespace Benchmark.Systems;

/// <summary>Every system that the benchmark knows. A new trainer is one line here.</summary>
internal static class SystemRegistry
{
    /// <summary>Key of AdaMHF, against which ablations are measured.</summary>
    public const string AdaMhf = "adamhf";

    private static readonly BenchmarkSystem Cox = RidgeCox.System("cox", "Ridge Cox");

    private static readonly BenchmarkSystem AttnMil =
        BenchmarkSystem.Trainer("attnmil", "AttnMIL", Modalities.Pathology, request => request.Trainers.AttnMil(request.Options<AttnMilTrainer.Options>()));

    /// <summary>In the order of the tables.</summary>
    public static IReadOnlyList<BenchmarkSystem> All { get; } =
    [
        Cox,
        LinearHazards.System("hazards", "Linear discrete hazards"),
        BenchmarkSystem.Trainer("snn", "SNN", Modalities.Genomics, request => request.Trainers.Snn(request.Options<SnnTrainer.Options>())),
        BenchmarkSystem.Trainer("snntrans", "SNNTrans", Modalities.Genomics, request => request.Trainers.SnnTrans(request.Options<SnnTransTrainer.Options>())),
        BenchmarkSystem.Trainer("adamhf-genomics", "AdaMHF, genomics alone", Modalities.Genomics, request => AdaMhfSystem.Create(request)),
        AttnMil,
        BenchmarkSystem.Trainer("clam-sb", "CLAM-SB", Modalities.Pathology, request => request.Trainers.ClamSb(request.Options<ClamTrainer.Options>())),
        BenchmarkSystem.Trainer("clam-mb", "CLAM-MB", Modalities.Pathology, request => request.Trainers.ClamMb(request.Options<ClamTrainer.Options>())),
        BenchmarkSystem.Trainer("transmil", "TransMIL", Modalities.Pathology, request => request.Trainers.TransMil(request.Options<TransMilTrainer.Options>())),
        BenchmarkSystem.Trainer("deepattnmisl", "DeepAttnMISL", Modalities.Pathology, request => request.Trainers.DeepAttnMisl(request.Options<DeepAttnMislTrainer.Options>())),
        BenchmarkSystem.Trainer("dtfd-mil", "DTFD-MIL", Modalities.Pathology, request => request.Trainers.DtfdMil(request.Options<DtfdMilTrainer.Options>())),
        BenchmarkSystem.Trainer("adamhf-pathology", "AdaMHF, pathology alone", Modalities.Pathology, request => AdaMhfSystem.Create(request)),
        LateFusion.System("late-fusion", "Late fusion", Cox, AttnMil),
        BenchmarkSystem.Trainer("mcat", "MCAT", Modalities.Both, request => request.Trainers.Mcat(request.Options<McatTrainer.Options>())),
        BenchmarkSystem.Trainer("porpoise", "Porpoise", Modalities.Both, request => request.Trainers.Porpoise(request.Options<PorpoiseTrainer.Options>())),
        BenchmarkSystem.Trainer("motcat", "MOTCat", Modalities.Both, request => request.Trainers.Motcat(request.Options<MotcatTrainer.Options>())),
        BenchmarkSystem.Trainer("hfbsurv", "HFBSurv", Modalities.Both, request => request.Trainers.HfbSurv(request.Options<HfbSurvTrainer.Options>())),
        BenchmarkSystem.Trainer("gpdbn", "GPDBN", Modalities.Both, request => request.Trainers.Gpdbn(request.Options<GpdbnTrainer.Options>())),
        BenchmarkSystem.Trainer("cmta", "CMTA", Modalities.Both, request => request.Trainers.Cmta(request.Options<CmtaTrainer.Options>())),
        BenchmarkSystem.Trainer(AdaMhf, "AdaMHF", Modalities.Both, request => AdaMhfSystem.Create(request)),
        TrueRisk.System("truth", "The true risk itself"),
        .. AdaMhfAblation.All.Select(AdaMhfSystem.Ablated),
    ];

    /// <summary>The system of a key.</summary>
    /// <exception cref="PlanException">There is none.</exception>
    public static BenchmarkSystem Find(string key) => All.FirstOrDefault(system => system.Key == key)
        ?? throw new PlanException($"There is no system '{key}'. Known: {string.Join(", ", All.Select(system => system.Key))}.");
}
