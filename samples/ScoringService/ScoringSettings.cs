using System.ComponentModel.DataAnnotations;

namespace ScoringService;

/// <summary>The section <c>Scoring</c> of the configuration.</summary>
internal sealed record ScoringSettings
{
    /// <summary>Model zip. Null trains a small one on simulated patients at the first start.</summary>
    public string? Model { get; init; }

    /// <summary>Where that small model is kept. Default: a folder of the user's own, which nobody else can write to.</summary>
    public string Demo { get; init; } = Path.Combine(OwnFolder(), "adamhf-scoring-service");

    /// <summary>Passes over the simulated patients; fewer are faster and for tests.</summary>
    public int DemoEpochs { get; init; } = 12;

    /// <summary>How much a request may bring.</summary>
    public ScoringLimits Limits { get; init; } = new();

    // In a container without a home it is beside the program.
    private static string OwnFolder()
    {
        var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return own.Length > 0 ? own : AppContext.BaseDirectory;
    }
}

/// <summary>How much a request may bring. Everything that users send is held to these before it is stored or unpacked.</summary>
internal sealed record ScoringLimits
{
    /// <summary>Most bytes of a request.</summary>
    [Range(1024, long.MaxValue)]
    public long RequestBytes { get; init; } = 256L << 20;

    /// <summary>Most bytes of the table or of the patients as JSON.</summary>
    [Range(1024, long.MaxValue)]
    public long TableBytes { get; init; } = 32L << 20;

    /// <summary>Most patients.</summary>
    [Range(1, 1_000_000)]
    public int Patients { get; init; } = 2_000;

    /// <summary>Most bags, in files and zips together.</summary>
    [Range(1, 60_000)]
    public int Bags { get; init; } = 2_000;

    /// <summary>Most bytes of all bags of a request, unpacked.</summary>
    [Range(1024, long.MaxValue)]
    public long UnpackedBytes { get; init; } = 1L << 30;

    /// <summary>Most unpacked bytes per packed byte; features of patches hardly shrink.</summary>
    [Range(1, 1000)]
    public int UnpackedPerPacked { get; init; } = 20;

    /// <summary>Most patches of a slide.</summary>
    [Range(1, int.MaxValue)]
    public int Patches { get; init; } = 300_000;

    /// <summary>Most features of a patch.</summary>
    [Range(1, int.MaxValue)]
    public int PatchWidth { get; init; } = 8_192;

    /// <summary>Most patches in one answer of <c>/explain</c>.</summary>
    [Range(1, int.MaxValue)]
    public int ExplainedPatches { get; init; } = 500_000;

    /// <summary>Requests that are read at the same time; so many again wait, and more are refused with 429.</summary>
    [Range(1, 10_000)]
    public int Requests { get; init; } = 64;

    /// <summary>Seconds after which a request is given up with 408.</summary>
    [Range(1, 86_400)]
    public int Seconds { get; init; } = 300;
}
