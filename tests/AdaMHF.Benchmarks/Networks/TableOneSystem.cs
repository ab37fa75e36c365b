using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.Benchmarks.Networks;

/// <summary>A system of the paper's Table I in the setting in which its cost is known, with what was counted on the official modules.</summary>
/// <param name="Name">Name of the system.</param>
/// <param name="Create">Builds it.</param>
/// <param name="Input">What it sees of a patient.</param>
/// <param name="OfficialParameters">Trainable parameters of the official module; null where there is none.</param>
/// <param name="OfficialOperations">Multiply-adds of its forward pass, in billions; null where there is none.</param>
internal sealed record TableOneSystem(string Name, Func<SurvivalNetwork> Create, PatientInput Input, long? OfficialParameters = null, double? OfficialOperations = null)
{
    private const int HfbSurvWidth = 80, GpdbnWidth = 32;

    // Genes of LUAD in the table with mutations, in no groups.
    private static readonly int[] OneVector = [2936];

    private static readonly int[] Groups = CostTable.LuadGroups;

    private static readonly GpdbnConfiguration GpdbnVectors = new() { PatchWidth = GpdbnWidth, GenomicGroupSizes = [GpdbnWidth], TakesVectors = true, PredictsRisk = true };

    private static readonly HfbSurvConfiguration HfbSurvVectors = new()
    {
        PatchWidth = HfbSurvWidth,
        GenomicGroupSizes = [HfbSurvWidth, HfbSurvWidth],
        CopyNumberGroups = [1],
        TakesVectors = true,
        PredictsRisk = true,
    };

    /// <summary>All of them in the table's order, and AdaMHF.</summary>
    /// <param name="patches">Patches of the patient.</param>
    public static IReadOnlyList<TableOneSystem> All(int patches)
    {
        PatientInput bag = new(patches, 1024, []), genes = new(0, 0, OneVector), groups = new(0, 0, Groups), both = new(patches, 1024, Groups);
        return
        [
            new("SNN", () => SnnNetwork.Create(new() { GenomicGroupSizes = OneVector }, 0), genes, 950_276, 0.00095),
            new("SNNTrans", () => SnnTransNetwork.Create(new() { GenomicGroupSizes = Groups }, 0), groups, 5_610_772, 0.955),
            new("AttnMIL", () => AttnMilNetwork.Create(new(), 0), bag, 920_069, 1.61),
            new("CLAM-SB", () => ClamNetwork.Create(new(), 0), bag, 793_869, 1.61),
            new("CLAM-MB", () => ClamNetwork.Create(new() { Branches = ClamBranches.Multiple }, 0), bag, 794_640, 1.615),
            new("TransMIL", () => TransMilNetwork.Create(new(), 0), bag, 2_673_172, 17.415),
            new("DeepAttnMISL", () => DeepAttnMislNetwork.Create(new(), 0), bag, 8_532_485, 1.615),
            new("DTFD-MIL", () => DtfdMilNetwork.Create(new(), 0), bag, 791_306, 1.345),
            new("MCAT", () => McatNetwork.Create(new() { GenomicGroupSizes = Groups }, 0), both, 4_499_206, 0.83),
            new("Porpoise", () => PorpoiseNetwork.Create(new() { GenomicGroupSizes = OneVector }, 0), new(patches, 1024, OneVector), 2_265_029, 1.615),
            new("MOTCat", () => MotcatNetwork.Create(new() { GenomicGroupSizes = Groups }, 0), both, 4_236_038, 0.555),
            new("HFBSurv, vectors", () => HfbSurvNetwork.Create(HfbSurvVectors, 0), new(1, HfbSurvWidth, [HfbSurvWidth, HfbSurvWidth]), 206_260, 0.0002),
            new("HFBSurv, bags", () => HfbSurvNetwork.Create(new() { GenomicGroupSizes = Groups }, 0), both),
            new("GPDBN, vectors", () => GpdbnNetwork.Create(GpdbnVectors, 0), new(1, GpdbnWidth, [GpdbnWidth]), 289_313, 0.0003),
            new("GPDBN, bags", () => GpdbnNetwork.Create(new() { GenomicGroupSizes = Groups }, 0), both),
            new("CMTA", () => CmtaNetwork.Create(new() { GenomicGroupSizes = Groups }, 0), both, 8_287_812, 9.5),
            // What the AdaMHF paper claims; its code cannot be run and counted.
            new("AdaMHF", () => AdaMhfNetwork.Create(new() { GenomicGroupSizes = Groups }, 0), both, null, 2.51),
        ];
    }

    /// <summary>A patient of random numbers, on the CPU.</summary>
    public PatientTensors Patient()
    {
        using var random = new RandomSource(1);
        Tensor Normal(params long[] shape) => empty(shape).normal_(0, 1, random.On(CPU));
        return new(
            Input.Patches == 0 ? null : Normal(Input.Patches, Input.PatchWidth),
            Input.GenomicGroups.Length == 0 ? null : [.. Input.GenomicGroups.Select(genes => Normal(genes))])
        {
            Outcome = new(Bin: 2, Event: true),
        };
    }
}
