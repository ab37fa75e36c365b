using AdaMHF.MLNet;
using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.Speed.Networks;

/// <summary>A system in the setting in which its cost is known.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Create">Builds its network.</param>
/// <param name="Input">What it reads of a patient.</param>
/// <param name="Published">Its published cost; null where it is not known.</param>
internal sealed record SystemRow(string Name, Func<SurvivalNetwork> Create, PatientInput Input, PublishedCost? Published)
{
    private const int PatchWidth = 1024, HfbSurvWidth = 80, GpdbnWidth = 32;

    // Genes of LUAD in the table with mutations, in no groups.
    private static readonly int[] OneVector = [2936];

    // These were published for one vector of all genes.
    private static readonly string[] ReadOneVector = ["snn", "porpoise"];

    /// <summary>
    /// All systems of the library, then those that were published for vectors of selected features as they were published.
    /// </summary>
    /// <param name="patches">Patches of the patient.</param>
    public static IReadOnlyList<SystemRow> All(int patches) =>
        [.. SurvivalSystems.All.Select(system => Of(system, patches)), HfbSurvVectors(), GpdbnVectors()];

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

    private static SystemRow Of(SurvivalSystem system, int patches)
    {
        var groups = ReadOneVector.Contains(system.Key) ? OneVector : CostTable.LuadGroups;
        // AdaMHF at the size of its paper, not the compact one that is the trainer's default.
        var options = system.Key == SurvivalSystems.AdaMhf ? new AdaMhfTrainer.Options { Network = new() } : null;
        var input = new PatientInput(
            system.Modalities.HasFlag(SurvivalModalities.Pathology) ? patches : 0,
            PatchWidth,
            system.Modalities.HasFlag(SurvivalModalities.Genomics) ? groups : []);
        return new(
            system.DisplayName, () => system.CreateNetwork(options, PatchWidth, groups, seed: 0), input, PublishedCost.Of(system.Key));
    }

    private static SystemRow HfbSurvVectors()
    {
        var configuration = new HfbSurvConfiguration
        {
            PatchWidth = HfbSurvWidth,
            GenomicGroupSizes = [HfbSurvWidth, HfbSurvWidth],
            CopyNumberGroups = [1],
            TakesVectors = true,
            PredictsRisk = true,
        };
        var input = new PatientInput(1, HfbSurvWidth, [HfbSurvWidth, HfbSurvWidth]);
        return new("HFBSurv, vectors", () => HfbSurvNetwork.Create(configuration, 0), input, new(206_260, 0.0002));
    }

    private static SystemRow GpdbnVectors()
    {
        var configuration = new GpdbnConfiguration
        {
            PatchWidth = GpdbnWidth,
            GenomicGroupSizes = [GpdbnWidth],
            TakesVectors = true,
            PredictsRisk = true,
        };
        return new("GPDBN, vectors", () => GpdbnNetwork.Create(configuration, 0), new(1, GpdbnWidth, [GpdbnWidth]), new(289_313, 0.0003));
    }
}
