using System.Globalization;

namespace AdaMHF.Benchmark;

/// <summary>Every fold's C-index, the mean and its interval, one line per system.</summary>
internal static class SpreadChart
{
    public static IEnumerable<Chart> All(ReportData data) => data.Plan.Cohorts.Select(cohort => Of(data, cohort.Name));

    private static Chart Of(ReportData data, string cohort)
    {
        const double Width = 400, LineHeight = 36, Margin = 14;
        BenchmarkSystem[] systems = [.. data.Systems.Where(system => data.UnitsOf(cohort, system.Key).Count > 0)];
        var summaries = Array.ConvertAll(
            systems, system => new ConcordanceSummary(data.UnitsOf(cohort, system.Key), Condition.Complete.Name));
        double[] all = [0.5, .. summaries.SelectMany(summary => summary.PerFold).Concat(summaries.Select(summary => summary.LowerBound))
            .Concat(summaries.Select(summary => summary.UpperBound)).Where(double.IsFinite)];
        var drawing = new Svg(Width, (systems.Length * LineHeight) + 34, $"C-index of each fold on {cohort}");
        var scale = new Scale(Math.Floor(all.Min() * 20) / 20, Math.Ceiling(all.Max() * 20) / 20, Margin, Width - Margin);
        var bottom = (systems.Length * LineHeight) + 8;
        foreach (var tick in scale.Ticks(6))
        {
            drawing.Line(scale.At(tick), 4, scale.At(tick), bottom, tick == 0.5 ? "axis" : "grid")
                .Text(scale.At(tick), bottom + 18, Numbers.Text($"{tick:0.##}"), "middle");
        }

        for (var i = 0; i < systems.Length; i++)
        {
            var (summary, y, color) = (summaries[i], (i * LineHeight) + 28, Palette.Of(i));
            drawing.Text(Margin, y - 10, systems[i].Name)
                .Text(Width - Margin, y - 10,
                    Numbers.Text($"{Numbers.Index(summary.Mean)} {Numbers.Interval(summary.LowerBound, summary.UpperBound)}"), "end");
            if (double.IsNaN(summary.Mean)) continue;
            drawing.Segment(scale.At(summary.LowerBound), y, scale.At(summary.UpperBound), y, color, 2)
                .Segment(scale.At(summary.Mean), y - 6, scale.At(summary.Mean), y + 6, color, 3);
            foreach (var (fold, index) in summary.PerFold.Index())
                drawing.Dot(scale.At(index), y, 3.5, color, Numbers.Text($"fold {fold}: {index:F3}"));
        }
        var one = summaries.FirstOrDefault();
        return new($"Folds on {cohort}", drawing.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"Dots: folds; bar: mean; line: 95 % interval. 0.5 is chance. "
            + $"{one?.Patients ?? 0} patients, {one?.Events ?? 0} events, {one?.ComparablePairs ?? 0:N0} comparable pairs."));
    }
}
