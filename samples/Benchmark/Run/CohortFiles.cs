using AdaMHF.Simulation;
using Benchmark.Plan;

namespace Benchmark.Run;

/// <summary>The files of a cohort.</summary>
/// <param name="Table">Table of patients or slides.</param>
/// <param name="Signatures">Gene groups.</param>
/// <param name="Splits">Folder of split files; null when folds are made.</param>
/// <param name="Bags">Folder of patch bags; null when there are none.</param>
/// <param name="Truth">True risks of a simulated cohort; null for a real one.</param>
internal sealed record CohortFiles(string Table, string Signatures, string? Splits, string? Bags, string? Truth)
{
    /// <summary>Files of a real cohort where they lie; those of a simulated one under a folder, written there unless another process has done it.</summary>
    public static CohortFiles Of(CohortPlan plan, string folder, CancellationToken cancellation)
    {
        if (plan.Simulated is null) return new(plan.Table!, plan.Signatures!, plan.Splits, plan.Bags, null);

        var target = Path.Combine(folder, plan.Name);
        if (!Directory.Exists(target)) WholeFolder.Write(target, writing => Simulate(plan).WriteTo(writing, cancellation));
        var files = new SimulatedCohortFiles(target);
        return new(files.Table, files.Signatures, files.FiveFoldSplits, files.Bags, files.Truth);
    }

    private static SimulatedCohort Simulate(CohortPlan plan)
    {
        var preset = plan.Simulated switch
        {
            "quick" => SimulationPreset.Quick,
            "standard" => SimulationPreset.Standard,
            _ => SimulationPreset.Large,
        };
        if (plan.Patients is { } patients) preset = new(patients, preset.GroupSizes, preset.PatchWidth, preset.MedianPatches);
        return SimulatedCohort.Create(preset, worldSeed: 0, cohortSeed: plan.Seed);
    }
}
