using Benchmark.Doctor.Checks;

namespace Benchmark.Doctor;

/// <summary>All checks of one cohort.</summary>
internal static class CohortDoctor
{
    private static readonly Func<DoctorInput, IEnumerable<Finding>>[] Checks = [TableCheck.Of, OutcomeCheck.Of, SplitCheck.Of, GeneCheck.Of, BagCheck.Of, SiteCheck.Of];

    public static IReadOnlyList<Finding> Examine(DoctorInput input) => [.. Checks.SelectMany(check => check(input))];
}
