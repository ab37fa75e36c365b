using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>AdaMHF against every other system on the same held-out patients.</summary>
internal static class DifferenceTable
{
    public static ReportTable Of(ReportData data)
    {
        string[] others =
        [
            .. data.Rows.Select(row => row.System).Distinct().Where(key => key != SurvivalSystems.AdaMhf),
        ];
        string[] conditions = [.. data.Rows.Select(row => row.Condition).Distinct().Where(name => new Condition(name).Group is null)];
        // One cohort is its own mean.
        string[] overall = data.Plan.Cohorts.Count > 1 ? ["overall"] : [];
        return new(
            "paired", "AdaMHF against the others, on the same patients",
            "C-index of AdaMHF minus that of the other system, trained on complete patients. In brackets the 95 % interval of the paired "
            + "difference, which so many held-out patients allow: folds and cohorts count as independent, seeds are averaged; that other "
            + "training patients would have given other models is not in it. Bold: the interval excludes 0.",
            ["minus", "missing", .. data.Plan.Cohorts.Select(cohort => cohort.Name), .. overall],
            [
                .. from other in others
                   from condition in conditions
                   let cells = data.Plan.Cohorts.Select(cohort => Difference(data, cohort.Name, other, condition)).ToArray()
                   where cells.Any(cell => cell is not null)
                   select (IReadOnlyList<TableCell>)
                   [
                       Name(other),
                       MissingTable.Missing(condition, TrainingData.Complete),
                       .. cells.Select(Cell),
                       .. overall.Select(_ => Cell(PairedDifference.OfIndependent([.. cells.OfType<PairedDifference>()]))),
                   ],
            ]);
    }

    private static PairedDifference? Difference(ReportData data, string cohort, string other, string condition) =>
        PairedDifference.Of(data.UnitsOf(cohort, SurvivalSystems.AdaMhf), data.UnitsOf(cohort, other), condition);

    private static TableCell Name(string key) => BenchmarkSystems.Of(key) is var system && system.Change is { } change
        ? new TableCell($"AdaMHF with {change}")
        : system.Name;

    private static TableCell Cell(PairedDifference? difference) => difference is null || double.IsNaN(difference.Mean)
        ? TableCell.Empty
        : new TableCell(Numbers.Difference(difference.Mean), Interval(difference)) { IsBest = difference.IsClear };

    private static string Interval(PairedDifference difference) => double.IsNaN(difference.StandardError)
        ? ""
        : Numbers.Text($"[{difference.LowerBound:+0.000;-0.000;0.000}, {difference.UpperBound:+0.000;-0.000;0.000}]");
}
