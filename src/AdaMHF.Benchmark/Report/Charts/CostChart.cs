using System.Globalization;

namespace AdaMHF.Benchmark;

/// <summary>C-index against what it took: seconds of one training, or parameters where durations are left out.</summary>
internal static class CostChart
{
    public static IEnumerable<Chart> All(ReportData data) => data.Plan.Cohorts.Select(cohort => Of(data, cohort.Name));

    private static Chart Of(ReportData data, string cohort)
    {
        var timed = data.Units.Any(unit => unit.Timing is not null);
        var points = (
            from system in data.Systems.Where(system => !system.KnowsTruth)
            let row = data.Rows.FirstOrDefault(row => row.Table == "I" && row.Cohort == cohort && row.System == system.Key)
            where row is not null && double.IsFinite(row.ConcordanceIndex)
            select (Row: row, Cost: data.UnitsOf(cohort, system.Key).Average(unit => CostOf(unit, timed)))).ToArray();
        if (points.Length == 0) return new($"C-index against cost, {cohort}", "", "No result yet.");

        var (low, high) = (points.Min(point => point.Cost) / 2, points.Max(point => point.Cost) * 2);
        double[] indices = [0.5, .. points.SelectMany(point => new[] { point.Row.LowerBound, point.Row.UpperBound })
            .Where(double.IsFinite)];
        const double NamesHeight = 18;
        var frame = Frame.Draw(
            $"C-index against cost on {cohort}", (low, high, timed ? "seconds of one training" : "parameters", AxisKind.Logarithmic),
            (Math.Floor(indices.Min() * 20) / 20, Math.Ceiling(indices.Max() * 20) / 20, "C-index"), below: NamesHeight * points.Length);
        foreach (var (i, (row, cost)) in points.Index())
        {
            var (x, y, line) = (frame.X.At(cost), frame.Y.At(row.ConcordanceIndex), 278 + (NamesHeight * i));
            if (double.IsFinite(row.LowerBound))
                frame.Drawing.Segment(x, frame.Y.At(row.LowerBound), x, frame.Y.At(row.UpperBound), Palette.Of(i), 1.5);
            frame.Drawing.Dot(x, y, 5, Palette.Of(i), row.SystemName).Dot(52, line - 4, 5, Palette.Of(i))
                .Text(64, line, $"{row.SystemName}: {Numbers.Index(row.ConcordanceIndex)}, {Cost(cost)}");
        }
        return new($"C-index against cost, {cohort}", frame.Drawing.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"95 % intervals; {points[0].Row.Events} events, "
            + $"{Numbers.Count(points[0].Row.ComparablePairs)} comparable pairs. The cost axis is logarithmic."));

        string Cost(double cost) => timed ? Numbers.Text($"{cost:0.0} s") : Numbers.Count((long)cost);
    }

    private static double CostOf(UnitResult unit, bool timed) =>
        Math.Max(timed ? unit.Timing?.TrainingSeconds ?? double.NaN : unit.Manifest.Parameters, 0.01);
}
