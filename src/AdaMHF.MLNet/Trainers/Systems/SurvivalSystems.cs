using AdaMHF.Networks;
using Microsoft.ML.Runtime;
using static AdaMHF.MLNet.SurvivalModalities;
using static AdaMHF.MLNet.SurvivalSystem;

namespace AdaMHF.MLNet;

/// <summary>Every survival network of this library, in the order of the paper's Table I.</summary>
public static class SurvivalSystems
{
    /// <summary>Key of AdaMHF.</summary>
    public const string AdaMhf = "adamhf";

    /// <summary>All systems: first genomics, then pathology, then both modalities, AdaMHF last.</summary>
    public static IReadOnlyList<SurvivalSystem> All { get; } =
    [
        Of<SnnTrainer, SnnTrainer.Options, SnnConfiguration>(
            "snn", "SNN", Genomics, (host, options) => new(host, options), SnnNetwork.Create),
        Of<SnnTransTrainer, SnnTransTrainer.Options, SnnTransConfiguration>(
            "snntrans", "SNNTrans", Genomics, (host, options) => new(host, options), SnnTransNetwork.Create),
        Of<AttnMilTrainer, AttnMilTrainer.Options, AttnMilConfiguration>(
            "attnmil", "AttnMIL", Pathology, (host, options) => new(host, options), AttnMilNetwork.Create),
        Clam("clam-sb", "CLAM-SB", ClamBranches.Single),
        Clam("clam-mb", "CLAM-MB", ClamBranches.Multiple),
        Of<TransMilTrainer, TransMilTrainer.Options, TransMilConfiguration>(
            "transmil", "TransMIL", Pathology, (host, options) => new(host, options), TransMilNetwork.Create),
        Of<DeepAttnMislTrainer, DeepAttnMislTrainer.Options, DeepAttnMislConfiguration>(
            "deepattnmisl", "DeepAttnMISL", Pathology, (host, options) => new(host, options), DeepAttnMislNetwork.Create),
        Of<DtfdMilTrainer, DtfdMilTrainer.Options, DtfdMilConfiguration>(
            "dtfd-mil", "DTFD-MIL", Pathology, (host, options) => new(host, options), DtfdMilNetwork.Create),
        Of<McatTrainer, McatTrainer.Options, McatConfiguration>(
            "mcat", "MCAT", Both, (host, options) => new(host, options), McatNetwork.Create),
        Of<PorpoiseTrainer, PorpoiseTrainer.Options, PorpoiseConfiguration>(
            "porpoise", "Porpoise", Both, (host, options) => new(host, options), PorpoiseNetwork.Create),
        Of<MotcatTrainer, MotcatTrainer.Options, MotcatConfiguration>(
            "motcat", "MOTCat", Both, (host, options) => new(host, options), MotcatNetwork.Create),
        Of<HfbSurvTrainer, HfbSurvTrainer.Options, HfbSurvConfiguration>(
            "hfbsurv", "HFBSurv", Both, (host, options) => new(host, options), HfbSurvNetwork.Create),
        Of<GpdbnTrainer, GpdbnTrainer.Options, GpdbnConfiguration>(
            "gpdbn", "GPDBN", Both, (host, options) => new(host, options), GpdbnNetwork.Create),
        Of<CmtaTrainer, CmtaTrainer.Options, CmtaConfiguration>(
            "cmta", "CMTA", Both, (host, options) => new(host, options), CmtaNetwork.Create),
        OfAdaMhf(AdaMhf, "AdaMHF"),
    ];

    /// <summary>The system of a key.</summary>
    /// <param name="key">A <see cref="SurvivalSystem.Key"/>.</param>
    /// <exception cref="ArgumentException">There is none; the message lists the known keys.</exception>
    public static SurvivalSystem Of(string key) =>
        All.FirstOrDefault(system => system.Key == key) ?? throw new ArgumentException(
            $"There is no survival system '{key}'. Known: {string.Join(", ", All.Select(system => system.Key))}.", nameof(key));

    /// <summary>The system with a type of configuration; of several, the first.</summary>
    internal static SurvivalSystem Of(Type configuration) => All.First(system => system.ConfigurationType == configuration);

    /// <summary>The system that a model zip names.</summary>
    /// <exception cref="FormatException">There is none: the model is of a later version.</exception>
    internal static SurvivalSystem Stored(string name) =>
        All.FirstOrDefault(system => system.StoredName == name) ?? throw Contracts.ExceptDecode(
            $"The model is of the system '{name}', which this version does not know. "
            + $"Known: {string.Join(", ", All.Select(system => system.StoredName).Distinct())}.");

    // Model zips call both CLAM; the configuration tells the number of branches.
    private static SurvivalSystem Clam(string key, string displayName, ClamBranches branches) =>
        Of<ClamTrainer, ClamTrainer.Options, ClamConfiguration>(
            key,
            displayName,
            Pathology,
            (host, options) => new(host, options, branches),
            ClamNetwork.Create,
            storedName: "CLAM",
            variant: configuration => configuration with { Branches = branches });
}
