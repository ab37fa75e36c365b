using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>The unimodal systems, small, with what is common to their tests.</summary>
internal static class Unimodal
{
    public const int PatchWidth = 12;

    private static readonly int[] Groups = [5, 4, 3];

    public static ClamConfiguration Clam { get; } = new()
    {
        PatchWidth = PatchWidth,
        TokenWidth = 16,
        AttentionWidth = 8,
        InstancesPerSide = 3,
    };

    public static DeepAttnMislConfiguration DeepAttnMisl { get; } = new()
    {
        PatchWidth = PatchWidth,
        Clusters = 4,
        TokenWidth = 32,
        AttentionWidth = 16,
        HiddenWidth = 32,
    };

    public static DtfdMilConfiguration DtfdMil { get; } = new() { PatchWidth = PatchWidth, TokenWidth = 16, AttentionWidth = 8 };

    public static SnnConfiguration Snn { get; } = new() { GenomicGroupSizes = Groups, Widths = [8, 8] };

    public static SnnTransConfiguration SnnTrans { get; } = new()
    {
        GenomicGroupSizes = Groups,
        GenomicHiddenWidth = 12,
        TokenWidth = 16,
        PerceptronWidth = 12,
        Landmarks = 8,
    };

    private static readonly AttnMilConfiguration AttnMil = new()
    {
        PatchWidth = PatchWidth,
        TokenWidth = 16,
        AttentionWidth = 8,
        HiddenWidth = 8,
    };

    private static readonly TransMilConfiguration TransMil = new() { PatchWidth = PatchWidth, TokenWidth = 16, Landmarks = 8 };

    private static readonly DtfdMilConfiguration DtfdMilOfBothEnds = DtfdMil with
    {
        Distillation = DtfdDistillation.HighestAndLowest,
        InstancesPerGroup = 2,
    };

    private static readonly Dictionary<string, Func<long, SurvivalNetwork>> Genomic = new()
    {
        ["Snn"] = seed => SnnNetwork.Create(Snn, seed),
        ["SnnTrans"] = seed => SnnTransNetwork.Create(SnnTrans, seed),
        ["SnnTrans, exact"] = seed => SnnTransNetwork.Create(SnnTrans with { AlwaysApproximate = false }, seed),
        ["SnnTrans, MCAT's trunk"] = seed => SnnTransNetwork.Create(SnnTrans with { Trunk = SnnTransTrunk.TokenSet }, seed),
    };

    private static readonly Dictionary<string, Func<long, SurvivalNetwork>> Pathology = new()
    {
        ["AttnMil"] = seed => AttnMilNetwork.Create(AttnMil, seed),
        ["ClamSb"] = seed => ClamNetwork.Create(Clam, seed),
        ["ClamMb"] = seed => ClamNetwork.Create(Clam with { Branches = ClamBranches.Multiple, OtherBinsLearn = true }, seed),
        ["TransMil"] = seed => TransMilNetwork.Create(TransMil, seed),
        ["TransMil, exact"] = seed => TransMilNetwork.Create(TransMil with { AlwaysApproximate = false }, seed),
        ["DeepAttnMisl"] = seed => DeepAttnMislNetwork.Create(DeepAttnMisl, seed),
        ["DeepAttnMisl, no empty clusters"] = seed => DeepAttnMislNetwork.Create(DeepAttnMisl with { LeavesOutEmptyClusters = true }, seed),
        ["DtfdMil"] = seed => DtfdMilNetwork.Create(DtfdMil, seed),
        ["DtfdMil, highest"] = seed => DtfdMilNetwork.Create(DtfdMil with { Distillation = DtfdDistillation.Highest }, seed),
        ["DtfdMil, highest and lowest"] = seed => DtfdMilNetwork.Create(DtfdMilOfBothEnds, seed),
    };

    public static TheoryData<string> All => [.. Genomic.Keys, .. Pathology.Keys];

    public static TheoryData<string> OfPathology => [.. Pathology.Keys];

    public static bool ReadsPatches(string system) => Pathology.ContainsKey(system);

    public static SurvivalNetwork Network(string system, long seed = 1) => (Pathology.GetValueOrDefault(system) ?? Genomic[system])(seed);

    public static PatientTensors Patient(int seed, int patches = 20)
    {
        var numbers = new Numbers(seed);
        return new PatientTensors(numbers.Normal(patches, PatchWidth), [.. Groups.Select(size => numbers.Normal(size))]);
    }

    /// <summary>Norms of the gradients of a scalar by each weight, 0 where there is none.</summary>
    public static Dictionary<string, float> GradientNorms(nn.Module network, Tensor scalar)
    {
        scalar.backward();
        return network.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter.grad?.norm().item<float>() ?? 0);
    }
}
