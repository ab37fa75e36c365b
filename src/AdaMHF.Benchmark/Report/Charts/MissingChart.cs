using System.Globalization;

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
        ReportRow[] missing = [.. rows.Where(row => row.Table == "II")];
        var chart = new IndexChart(
            $"Missing modalities, {title}", rows.Select(row => row.ConcordanceIndex), missing.Length, lineHeight: 34);
        foreach (var (i, row) in missing.Index())
        {
            var index = row.ConcordanceIndex;
            var y = chart.Line(
                i, MissingTable.Missing(row.Condition, row.Training), $"{Numbers.Index(index)} ({Numbers.Difference(row.Difference)})");
            if (double.IsNaN(index)) continue;
            chart.Drawing.Segment(chart.X(complete), y, chart.X(index), y, Palette.Grey, 2).Dot(chart.X(complete), y, 4, Palette.Grey)
                .Dot(chart.X(index), y, 4.5, index < complete ? Palette.High : Palette.Low);
        }
        return new(title, chart.Drawing.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"Grey: complete, {Numbers.Index(complete)}. {rows[0].Events} events, "
            + $"{Numbers.Count(rows[0].ComparablePairs)} comparable pairs."));
    }
}
