using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;

namespace AdaMHF.Benchmark;

/// <summary>The files of a cohort.</summary>
/// <param name="Table">Table of patients or slides, or a paired table.</param>
/// <param name="Signatures">Gene groups, a CSV or GMT file; null for the groups of a paired table's own.</param>
/// <param name="Splits">Folder of split files; null when folds are made.</param>
/// <param name="Bags">Folder of patch bags; null when there are none.</param>
/// <param name="Truth">True risks of a simulated cohort; null for a real one.</param>
public sealed record CohortFiles(string Table, string? Signatures, string? Splits = null, string? Bags = null, string? Truth = null)
{
    /// <summary>Whether the table is a paired one; see <see cref="CohortPlan.Paired"/>.</summary>
    public bool IsPaired { get; init; }

    /// <summary>Folds of a paired table; see <see cref="CohortPlan.Folds"/>.</summary>
    public string? Folds { get; init; }

    /// <summary>See <see cref="CohortPlan.LogFeatures"/>.</summary>
    public bool LogFeatures { get; init; }

    /// <summary>See <see cref="CohortPlan.IgnoredColumns"/>.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];

    /// <summary>See <see cref="CohortPlan.Clinical"/>.</summary>
    public IReadOnlyList<string> Clinical { get; init; } = [];

    /// <summary>
    /// Files of a real cohort where they are; those of a simulated one under a folder, written there unless another process has done it.
    /// </summary>
    /// <param name="plan">The cohort.</param>
    /// <param name="folder">Folder of the simulated cohorts.</param>
    /// <param name="cancellation">Stops the simulation.</param>
    public static CohortFiles Of(CohortPlan plan, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Paired is { } paired)
        {
            return new(paired, plan.Signatures)
            {
                IsPaired = true,
                Folds = plan.Folds,
                LogFeatures = plan.LogFeatures,
                IgnoredColumns = plan.IgnoredColumns ?? [],
                Clinical = plan.Clinical ?? [],
            };
        }
        if (plan.Simulated is null) return new(plan.Table!, plan.Signatures!, plan.Splits, plan.Bags) { Clinical = plan.Clinical ?? [] };

        var target = Path.Combine(folder, plan.Name);
        if (!Directory.Exists(target)) WholeFolder.Write(target, writing => Simulate(plan).WriteTo(writing, cancellation));
        var files = new SimulatedCohortFiles(target);
        return new(files.Table, files.Signatures, files.FiveFoldSplits, files.Bags, files.Truth) { Clinical = plan.Clinical ?? [] };
    }

    internal GeneGroups ReadGroups() => Path.GetExtension(Signatures)!.Equals(".gmt", StringComparison.OrdinalIgnoreCase)
        ? GeneGroups.FromGmt(Signatures!)
        : GeneGroups.FromCsv(Signatures!);

    /// <summary>The cohort as training reads it.</summary>
    internal SurvivalCohort ReadCohort(MLContext ml) =>
        IsPaired ? PairedTable.Read(ml, this) : ml.Data.LoadSurvivalCohort(Table, new() { GeneGroups = ReadGroups() });

    private static SimulatedCohort Simulate(CohortPlan plan)
    {
        var preset = plan.Simulated switch
        {
            "quick" => SimulationPreset.Quick,
            "standard" => SimulationPreset.Standard,
            _ => SimulationPreset.Large,
        };
        if (plan.Patients is { } patients) preset = new(patients, preset.GroupSizes, preset.PatchWidth, preset.MedianPatches);
        var front = plan.FrontShare is { } share ? new FrontShare(share[0], share[1]) : null;
        return SimulatedCohort.Create(preset, worldSeed: 0, cohortSeed: plan.Seed, frontShare: front, clinic: plan.Clinic);
    }
}
