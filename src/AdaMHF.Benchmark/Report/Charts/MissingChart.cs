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
        const double Width = 400, LineHeight = 34, Margin = 14;
        var complete = rows.First(row => row.Table == "I").ConcordanceIndex;
        ReportRow[] missing = [.. rows.Where(row => row.Table == "II")];
        double[] all = [0.5, .. rows.Select(row => row.ConcordanceIndex).Where(double.IsFinite)];
        var scale = new Scale(Math.Floor(all.Min() * 20) / 20, Math.Ceiling(all.Max() * 20) / 20, Margin, Width - Margin);
        var bottom = (missing.Length * LineHeight) + 8;
        var drawing = new Svg(Width, bottom + 26, $"Missing modalities, {title}");
        foreach (var tick in scale.Ticks(6))
        {
            drawing.Line(scale.At(tick), 4, scale.At(tick), bottom, tick == 0.5 ? "axis" : "grid")
                .Text(scale.At(tick), bottom + 18, Numbers.Text($"{tick:0.##}"), "middle");
        }
        for (var i = 0; i < missing.Length; i++)
        {
            var (row, y) = (missing[i], (i * LineHeight) + 27);
            drawing.Text(Margin, y - 9, MissingTable.Missing(row.Condition, row.Training))
                .Text(Width - Margin, y - 9, Numbers.Text($"{Numbers.Index(row.ConcordanceIndex)} ({Numbers.Difference(row.Difference)})"),
                    "end");
            if (double.IsNaN(row.ConcordanceIndex)) continue;
            drawing.Segment(scale.At(complete), y, scale.At(row.ConcordanceIndex), y, Palette.Grey, 2)
                .Dot(scale.At(complete), y, 4, Palette.Grey)
                .Dot(scale.At(row.ConcordanceIndex), y, 4.5, row.ConcordanceIndex < complete ? Palette.High : Palette.Low);
        }
        return new(title, drawing.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"Grey: complete, {Numbers.Index(complete)}. {rows[0].Events} events, "
            + $"{Numbers.Count(rows[0].ComparablePairs)} comparable pairs."));
    }
}
