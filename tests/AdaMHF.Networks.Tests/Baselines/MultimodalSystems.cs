using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Every published system of two modalities, small, in the settings in which their behaviour differs.</summary>
internal static class MultimodalSystems
{
    public const int PatchWidth = 12;

    private static readonly int[] Groups = [5, 4, 3];

    private static readonly McatConfiguration Mcat = new()
    {
        PatchWidth = PatchWidth,
        GenomicGroupSizes = Groups,
        TokenWidth = 16,
        AttentionHeads = 2,
        PerceptronWidth = 24,
    };

    private static readonly MotcatConfiguration Motcat = new()
    {
        PatchWidth = PatchWidth,
        GenomicGroupSizes = Groups,
        TokenWidth = 16,
        AttentionHeads = 2,
        PerceptronWidth = 24,
    };

    private static readonly PorpoiseConfiguration Porpoise = new()
    {
        PatchWidth = PatchWidth,
        GenomicGroupSizes = Groups,
        PatchHiddenWidth = 24,
        VectorWidth = 16,
    };

    private static readonly HfbSurvConfiguration HfbSurv = new()
    {
        PatchWidth = PatchWidth,
        GenomicGroupSizes = Groups,
        CopyNumberGroups = [1],
        VectorWidth = 10,
        AttentionWidth = 6,
        CodeWidth = 8,
        Rank = 6,
        PooledWidth = 4,
        HiddenWidths = [16, 8],
    };

    private static readonly GpdbnConfiguration Gpdbn = new()
    {
        PatchWidth = PatchWidth,
        GenomicGroupSizes = Groups,
        VectorWidth = 6,
        AttentionWidth = 6,
        HiddenWidths = [24, 16],
    };

    private static readonly CmtaConfiguration Cmta = new()
    {
        PatchWidth = PatchWidth,
        GenomicGroupSizes = Groups,
        TokenWidth = 16,
        PatchHiddenWidth = 16,
        GenomicHiddenWidths = [24],
    };

    private static readonly Dictionary<string, Func<SurvivalNetwork>> Constructors = new()
    {
        ["MCAT"] = () => McatNetwork.Create(Mcat, seed: 1),
        ["MCAT, bilinear"] = () => McatNetwork.Create(Mcat with { Fusion = VectorFusion.Bilinear }, seed: 1),
        ["MOTCat"] = () => MotcatNetwork.Create(Motcat, seed: 1),
        ["Porpoise"] = () => PorpoiseNetwork.Create(Porpoise, seed: 1),
        ["Porpoise, concatenation"] = () => PorpoiseNetwork.Create(Porpoise with { Fusion = VectorFusion.Concatenation }, seed: 1),
        ["HFBSurv"] = () => HfbSurvNetwork.Create(HfbSurv, seed: 1),
        ["HFBSurv, risk"] = () => HfbSurvNetwork.Create(HfbSurv with { PredictsRisk = true, CopyNumberGroups = [] }, seed: 1),
        ["HFBSurv, vectors"] = () => HfbSurvNetwork.Create(
            HfbSurv with { TakesVectors = true, VectorWidth = PatchWidth, CopyNumberGroups = [] }, seed: 1),
        ["GPDBN"] = () => GpdbnNetwork.Create(Gpdbn, seed: 1),
        ["GPDBN, risk, vectors"] = () => GpdbnNetwork.Create(
            Gpdbn with { TakesVectors = true, VectorWidth = PatchWidth, PredictsRisk = true }, seed: 1),
        ["CMTA"] = () => CmtaNetwork.Create(Cmta, seed: 1),
        ["CMTA, bilinear, exact"] = () => CmtaNetwork.Create(
            Cmta with { Fusion = VectorFusion.Bilinear, AlwaysApproximate = false }, seed: 1),
    };

    public static TheoryData<string> Names => [.. Constructors.Keys];

    public static SurvivalNetwork Create(string name) => Constructors[name]();

    /// <summary>A network in evaluation whose weights are all away from their start.</summary>
    public static SurvivalNetwork Shaken(string name)
    {
        var network = new Numbers(1).Shaken(() => Create(name));
        network.eval();
        return network;
    }

    public static PatientTensors Patient(int seed, int patches = 20)
    {
        var numbers = new Numbers(seed);
        return new PatientTensors(numbers.Normal(patches, PatchWidth), [.. Groups.Select(size => numbers.Normal(size))]);
    }

    public static PatientTensors Zeros(PatientTensors patient, bool pathology) => pathology
        ? patient with { Patches = zeros(1, PatchWidth) }
        : patient with { Genomics = [.. Groups.Select(size => zeros(size))] };
}
