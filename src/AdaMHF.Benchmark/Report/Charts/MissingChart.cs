using System.Globalization;
using AdaMHF.Reports;

namespace AdaMHF.Benchmark;

/// <summary>What a missing modality costs: from the complete prediction to the one without.</summary>
internal static class MissingChart
{
    public static IEnumerable<Chart> All(ReportData data) =>
        from cohort in data.Plan.Cohorts
        from system in data.Systems
        let rows = data.Rows.Where(row => row.Cohort == cohort.Name && row.System == system.Key && row.Training == "complete").ToArray()
        where rows.Any(row => row.Table == "II")
        select Of($"{system.Name}, {cohort.Name}", rows);

    private static Chart Of(string title, ReportRow[] rows)
    {
        var complete = rows.First(row => row.Table == "I").ConcordanceIndex;
        ChangeRow[] missing = [.. rows.Where(row => row.Table == "II")
            .Select(row => new ChangeRow(MissingTable.Missing(row.Condition, row.Training), complete, row.ConcordanceIndex))];
        return new(title, missing.Plot(),
            string.Create(CultureInfo.InvariantCulture, $"Before: complete, {Numbers.Index(complete)}. {rows[0].Events} events, "
            + $"{Numbers.Count(rows[0].ComparablePairs)} comparable pairs."));
    }
}
