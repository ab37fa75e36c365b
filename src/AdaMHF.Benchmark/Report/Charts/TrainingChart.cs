using AdaMHF.MLNet;
using AdaMHF.Reports;

namespace AdaMHF.Benchmark;

/// <summary>Loss by epoch of every training.</summary>
internal static class TrainingChart
{
    public static IEnumerable<Chart> All(ReportData data) =>
        from cohort in data.Plan.Cohorts
        from system in data.Systems
        let curves = data.UnitsOf(cohort.Name, system.Key).Select(unit => unit.Curve).Where(curve => curve.Count > 0).ToArray()
        where curves.Length > 0
        select Of($"{system.Name}, {cohort.Name}", curves);

    private static Chart Of(string title, IReadOnlyList<TrainingEpoch>[] curves) =>
        new(title, curves.Plot(), $"Mean training loss, a line per fold and seed ({curves.Length}).");
}
