namespace AdaMHF.Battery.Soak;

/// <summary>Long tests of a test project, which the battery runs and tabulates beside the mutants.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Family">Which part of the battery it belongs to.</param>
/// <param name="Project">Test project, below <c>tests</c>.</param>
/// <param name="Minutes">After which it counts as hung.</param>
/// <param name="Tests">Full names of test methods, after <c>AdaMHF.</c> and the namespace of the project.</param>
internal sealed record SoakPart(string Name, string Family, string Project, int Minutes, params string[] Tests)
{
    /// <summary>Every part.</summary>
    public static IReadOnlyList<SoakPart> All { get; } =
    [
        new("bombs", "bombs", "AdaMHF.PatchBags.Tests", 20, "BombTests.*", "FullSizeBombTests.*"),
        new("bombs-models", "bombs", "AdaMHF.MLNet.Tests", 20, "ModelLimitTests.*", "GmtBombTests.*"),
        new("flipped-bits", "flips", "AdaMHF.MLNet.Tests", 60, "FlippedBitTests.A_thousand*"),
        new("slides", "slides", "AdaMHF.Slides.Tests", 60, "MutantTests.*"),
        new("kills-training", "kills", "AdaMHF.MLNet.Tests", 30, "KilledRun.Twenty*"),
        new("kills-benchmark", "kills", "AdaMHF.Tool.Tests", 30, "KillTests.*"),
        new("kills-slides", "kills", "AdaMHF.Tool.Tests", 30, "SlidesKillTests.*"),
        new("disk-models", "disk", "AdaMHF.MLNet.Tests", 10, "FullDiskTests.*"),
        new("disk-benchmark", "disk", "AdaMHF.Tool.Tests", 10, "FullDiskTests.*"),
        new("writers", "writers", "AdaMHF.Slides.Tests", 10, "ExtractionTests.Two_runs*"),
        new("concurrency", "concurrency", "AdaMHF.MLNet.Tests", 30, "DisposedBesideScoringTests.*"),
        new("long-runs", "concurrency", "AdaMHF.MLNet.Tests", 30, "LongRunTests.*"),
        new("cultures", "cultures", "AdaMHF.Tool.Tests", 20, "CultureTests.*"),
        new("numerics", "numerics", "AdaMHF.Survival.Tests", 30, "BootstrapTests.*", "LogRankTests.*", "RidgeCoxTests.*"),
    ];
}
