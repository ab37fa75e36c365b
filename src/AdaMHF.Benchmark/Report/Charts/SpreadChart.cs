using System.Globalization;

namespace AdaMHF.Benchmark;

/// <summary>Every fold's C-index, the mean and its interval, one line per system.</summary>
internal static class SpreadChart
{
    public static IEnumerable<Chart> All(ReportData data) => data.Plan.Cohorts.Select(cohort => Of(data, cohort.Name));

    private static Chart Of(ReportData data, string cohort)
    {
        BenchmarkSystem[] systems = [.. data.Systems.Where(system => data.UnitsOf(cohort, system.Key).Count > 0)];
        var summaries = Array.ConvertAll(
            systems, system => new ConcordanceSummary(data.UnitsOf(cohort, system.Key), Condition.Complete.Name));
        var values = summaries.SelectMany(summary => summary.PerFold.Append(summary.LowerBound).Append(summary.UpperBound));
        var chart = new IndexChart($"C-index of each fold on {cohort}", values, systems.Length, lineHeight: 36);
        foreach (var (i, summary) in summaries.Index())
        {
            var interval = Numbers.Interval(summary.LowerBound, summary.UpperBound);
            var (y, color) = (chart.Line(i, systems[i].Name, $"{Numbers.Index(summary.Mean)} {interval}"), Palette.Of(i));
            if (double.IsNaN(summary.Mean)) continue;
            chart.Drawing.Segment(chart.X(summary.LowerBound), y, chart.X(summary.UpperBound), y, color, 2)
                .Segment(chart.X(summary.Mean), y - 6, chart.X(summary.Mean), y + 6, color, 3);
            foreach (var (fold, index) in summary.PerFold.Index())
                chart.Drawing.Dot(chart.X(index), y, 3.5, color, Numbers.Text($"fold {fold}: {index:F3}"));
        }
        var one = summaries.FirstOrDefault();
        return new($"Folds on {cohort}", chart.Drawing.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"Dots: folds; bar: mean; line: 95 % interval. 0.5 is chance. "
            + $"{one?.Patients ?? 0} patients, {one?.Events ?? 0} events, {one?.ComparablePairs ?? 0:N0} comparable pairs."));
    }
}
