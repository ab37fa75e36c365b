using System.Globalization;
using AdaMHF.Reports;

namespace AdaMHF.Benchmark;

/// <summary>Every fold's C-index, the mean and its interval, one line per system.</summary>
internal static class SpreadChart
{
    public static IEnumerable<Chart> All(ReportData data) => data.Plan.Cohorts.Select(cohort => Of(data, cohort.Name));

    private static Chart Of(ReportData data, string cohort)
    {
        BenchmarkSystem[] systems = [.. data.Systems.Where(system => data.UnitsOf(cohort, system.Key).Count > 0)];
        if (systems.Length == 0) return new($"Folds on {cohort}", null, "No result yet.");
        var summaries = Array.ConvertAll(
            systems, system => new ConcordanceSummary(data.UnitsOf(cohort, system.Key), Condition.Complete.Name));
        SpreadRow[] rows = [.. systems.Zip(summaries, (system, summary) => new SpreadRow(
            system.Name, summary.Mean, summary.LowerBound, summary.UpperBound, summary.PerFold))];
        return new($"Folds on {cohort}", rows.Plot(),
            string.Create(CultureInfo.InvariantCulture, $"Dots: folds; bar: mean; line: 95 % interval. 0.5 is chance. "
            + $"{summaries[0].Patients} patients, {summaries[0].Events} events, {summaries[0].ComparablePairs:N0} comparable pairs."));
    }
}
