using System.Globalization;
using AdaMHF.Reports;

namespace AdaMHF.Benchmark;

/// <summary>Figure 3c: C-index against the multiply-adds of one prediction, for every system whose operations are counted.</summary>
internal static class CostChart
{
    public static IEnumerable<Chart> All(ReportData data) => data.Plan.Cohorts.Select(cohort => Of(data, cohort.Name));

    private static Chart Of(ReportData data, string cohort)
    {
        var points = (
            from system in data.Systems.Where(system => !system.KnowsTruth)
            let row = data.Rows.FirstOrDefault(row => row.Table == "I" && row.Cohort == cohort && row.System == system.Key)
            let operations = data.UnitsOf(cohort, system.Key).Select(unit => (double?)unit.Manifest.Operations).Average()
            where row is not null && double.IsFinite(row.ConcordanceIndex) && operations > 0
            select (Row: row, Cost: operations.Value)).ToArray();
        if (points.Length == 0) return new($"C-index against cost, {cohort}", null, "No result with counted operations yet.");

        TradeOffPoint[] plotted = [.. points.Select(point => new TradeOffPoint(
            point.Row.SystemName, point.Cost, point.Row.ConcordanceIndex, point.Row.LowerBound, point.Row.UpperBound))];
        return new($"C-index against cost, {cohort}", plotted.Plot(),
            string.Create(CultureInfo.InvariantCulture, $"95 % intervals; {points[0].Row.Events} events, "
            + $"{Numbers.Count(points[0].Row.ComparablePairs)} comparable pairs. One multiply-add is one operation, "
            + $"attention included, at the cohort's median of patches; the axis is logarithmic."));
    }
}
