using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>Checks data and machine before anything is trained.</summary>
public static class CohortDoctor
{
    private static readonly Func<DoctorInput, IEnumerable<Finding>>[] Checks =
        [TableCheck.Of, OutcomeCheck.Of, SplitCheck.Of, GeneCheck.Of, BagCheck.Of, SiteCheck.Of];

    /// <summary>Checks the files of a cohort.</summary>
    /// <param name="files">The files.</param>
    /// <param name="readsFeatures">Whether the features of all bags are read, and not their headers alone.</param>
    /// <param name="patchesPerPatient">
    /// Most patches of a patient at once, for the estimate of memory; null for the trainers' default.
    /// </param>
    public static IReadOnlyList<Finding> Examine(CohortFiles files, bool readsFeatures = true, int? patchesPerPatient = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var patches = patchesPerPatient ?? AdaMhfRecipe.Recommended.Training.PatchesPerPatient;
        var input = DoctorInput.Read(files, readsFeatures, patches);
        return [.. Checks.SelectMany(check => check(input))];
    }

    /// <summary>Checks the native library and the device.</summary>
    public static IReadOnlyList<Finding> ExamineMachine() => [.. EnvironmentCheck.All()];
}
