using System.Globalization;

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
        if (points.Length == 0) return new($"C-index against cost, {cohort}", "", "No result with counted operations yet.");

        var (low, high) = (points.Min(point => point.Cost) / 2, points.Max(point => point.Cost) * 2);
        double[] indices = [0.5, .. points.SelectMany(point => new[] { point.Row.LowerBound, point.Row.UpperBound })
            .Where(double.IsFinite)];
        const double NamesHeight = 18;
        var frame = Frame.Draw(
            $"C-index against cost on {cohort}", (low, high, "multiply-adds of one prediction", AxisKind.Logarithmic),
            (Math.Floor(indices.Min() * 20) / 20, Math.Ceiling(indices.Max() * 20) / 20, "C-index"), below: NamesHeight * points.Length);
        foreach (var (i, (row, cost)) in points.Index())
        {
            var operations = Numbers.Text($"{cost / 1e6:#,0.###} M");
            var (x, y, line) = (frame.X.At(cost), frame.Y.At(row.ConcordanceIndex), 278 + (NamesHeight * i));
            if (double.IsFinite(row.LowerBound))
                frame.Drawing.Segment(x, frame.Y.At(row.LowerBound), x, frame.Y.At(row.UpperBound), Palette.Of(i), 1.5);
            frame.Drawing.Dot(x, y, 5, Palette.Of(i), row.SystemName).Dot(52, line - 4, 5, Palette.Of(i))
                .Text(64, line, $"{row.SystemName}: {Numbers.Index(row.ConcordanceIndex)}, {operations}");
        }
        return new($"C-index against cost, {cohort}", frame.Drawing.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"95 % intervals; {points[0].Row.Events} events, "
            + $"{Numbers.Count(points[0].Row.ComparablePairs)} comparable pairs. One multiply-add is one operation, "
            + $"attention included, at the cohort's median of patches; the axis is logarithmic."));
    }
}
