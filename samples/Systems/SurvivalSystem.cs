using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.ML;

namespace Systems;

/// <summary>A system by its name, with what it reads and how its trainer is made.</summary>
/// <param name="Key">Name on the command line.</param>
/// <param name="Name">Name in tables.</param>
/// <param name="Reads">What it reads.</param>
/// <param name="Trainer">Makes its trainer.</param>
internal sealed record SurvivalSystem(string Key, string Name, Modalities Reads, Func<SurvivalTrainersCatalog, TrainingPlan, IEstimator<SurvivalNetworkTransformer>> Trainer)
{
    /// <summary>All systems, widths as published.</summary>
    public static IReadOnlyList<SurvivalSystem> All { get; } =
    [
        new("snn", "SNN", Modalities.Genomics, (trainers, plan) => trainers.Snn(plan.Of<SnnTrainer.Options, SnnConfiguration>())),
        new("snntrans", "SNNTrans", Modalities.Genomics, (trainers, plan) => trainers.SnnTrans(plan.Of<SnnTransTrainer.Options, SnnTransConfiguration>())),
        new("attnmil", "AttnMIL", Modalities.Pathology, (trainers, plan) => trainers.AttnMil(plan.Of<AttnMilTrainer.Options, AttnMilConfiguration>())),
        new("clam-sb", "CLAM-SB", Modalities.Pathology, (trainers, plan) => trainers.ClamSb(plan.Of<ClamTrainer.Options, ClamConfiguration>())),
        new("clam-mb", "CLAM-MB", Modalities.Pathology, (trainers, plan) => trainers.ClamMb(plan.Of<ClamTrainer.Options, ClamConfiguration>())),
        new("transmil", "TransMIL", Modalities.Pathology, (trainers, plan) => trainers.TransMil(plan.Of<TransMilTrainer.Options, TransMilConfiguration>())),
        new("deepattnmisl", "DeepAttnMISL", Modalities.Pathology, (trainers, plan) => trainers.DeepAttnMisl(plan.Of<DeepAttnMislTrainer.Options, DeepAttnMislConfiguration>())),
        new("dtfd-mil", "DTFD-MIL", Modalities.Pathology, (trainers, plan) => trainers.DtfdMil(plan.Of<DtfdMilTrainer.Options, DtfdMilConfiguration>())),
        new("mcat", "MCAT", Modalities.Both, (trainers, plan) => trainers.Mcat(plan.Of<McatTrainer.Options, McatConfiguration>())),
        new("porpoise", "Porpoise", Modalities.Both, (trainers, plan) => trainers.Porpoise(plan.Of<PorpoiseTrainer.Options, PorpoiseConfiguration>())),
        new("motcat", "MOTCat", Modalities.Both, (trainers, plan) => trainers.Motcat(plan.Of<MotcatTrainer.Options, MotcatConfiguration>())),
        new("hfbsurv", "HFBSurv", Modalities.Both, (trainers, plan) => trainers.HfbSurv(plan.Of<HfbSurvTrainer.Options, HfbSurvConfiguration>())),
        new("gpdbn", "GPDBN", Modalities.Both, (trainers, plan) => trainers.Gpdbn(plan.Of<GpdbnTrainer.Options, GpdbnConfiguration>())),
        new("cmta", "CMTA", Modalities.Both, (trainers, plan) => trainers.Cmta(plan.Of<CmtaTrainer.Options, CmtaConfiguration>())),
        new("adamhf", "AdaMHF, compact", Modalities.Both, (trainers, plan) => trainers.AdaMhf(plan.OfAdaMhf())),
    ];

    public static string[] Keys => [.. All.Select(system => system.Key)];

    /// <summary>The systems of those names, in the order of <see cref="All"/>.</summary>
    public static SurvivalSystem[] Named(string[] keys) => [.. All.Where(system => keys.Contains(system.Key))];
}
