namespace AdaMHF.Simulation;

/// <summary>The size of a simulated cohort. Sizes vary, the world's constants do not.</summary>
public sealed record SimulationPreset
{
    /// <summary>Number of gene groups in the world.</summary>
    public const int GroupCount = 6;

    /// <summary>240 patients, 490 genes, patches of width 128, 96 in the median bag: seconds.</summary>
    public static SimulationPreset Quick { get; } = new(240, [40, 80, 120, 100, 60, 90], 128, 96);

    /// <summary>600 patients, 490 genes, patches of width 256, 256 in the median bag; about 170 MB of bags.</summary>
    public static SimulationPreset Standard { get; } = new(600, [40, 80, 120, 100, 60, 90], 256, 256);

    /// <summary>
    /// 1000 patients, 3420 genes, patches of width 1024, 2048 in the median bag: the size of a real cohort, about 9 GB of bags.
    /// </summary>
    public static SimulationPreset Large { get; } = new(1000, [89, 334, 534, 471, 1510, 482], 1024, 2048);

    /// <summary>Creates a preset of other sizes.</summary>
    /// <param name="patients">Number of patients, at least 8.</param>
    /// <param name="groupSizes">Genes in each of the six groups, at least 1 each.</param>
    /// <param name="patchWidth">Features per patch, at least 3.</param>
    /// <param name="medianPatches">Patches in the median bag, at least 1; no bag has fewer than 32.</param>
    /// <exception cref="ArgumentException">A size is out of its range.</exception>
    public SimulationPreset(int patients, IReadOnlyList<int> groupSizes, int patchWidth, int medianPatches)
    {
        ArgumentNullException.ThrowIfNull(groupSizes);
        ArgumentOutOfRangeException.ThrowIfLessThan(patients, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(patchWidth, 3);
        ArgumentOutOfRangeException.ThrowIfLessThan(medianPatches, 1);
        if (groupSizes.Count != GroupCount || groupSizes.Any(size => size < 1))
        {
            throw new ArgumentException(
                $"The world has {GroupCount} gene groups of at least one gene, but the sizes given are [{string.Join(", ", groupSizes)}].",
                nameof(groupSizes));
        }
        (Patients, GroupSizes, PatchWidth, MedianPatches) = (patients, [.. groupSizes], patchWidth, medianPatches);
    }

    /// <summary>Number of patients.</summary>
    public int Patients { get; }

    /// <summary>Genes in each of the six groups.</summary>
    public IReadOnlyList<int> GroupSizes { get; }

    /// <summary>Features per patch.</summary>
    public int PatchWidth { get; }

    /// <summary>Patches in the median bag.</summary>
    public int MedianPatches { get; }
}
