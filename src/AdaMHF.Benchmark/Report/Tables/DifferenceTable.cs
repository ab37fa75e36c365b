using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>Systems against one another on the same held-out patients: AdaMHF against all, and all against the clinic alone.</summary>
internal static class DifferenceTable
{
    private const string Rules = "In brackets the 95 % interval of the paired difference, which so many held-out patients allow: folds and "
        + "cohorts count as independent, seeds are averaged; that other training patients would have given other models is not in it. "
        + "Bold: the interval excludes 0.";

    /// <summary>AdaMHF minus each other system.</summary>
    public static ReportTable Of(ReportData data) => Of(
        data, "paired", "AdaMHF against the others, on the same patients",
        "C-index of AdaMHF minus that of the other system, trained on complete patients. ", "minus",
        [.. Others(data, SurvivalSystems.AdaMhf).Select(other => (SurvivalSystems.AdaMhf, other, other))]);

    /// <summary>What each system adds to the clinic; no lines where the clinic alone was not run.</summary>
    public static ReportTable OverClinic(ReportData data) => Of(
        data, "over-clinic", "What is added to the clinic, on the same patients",
        $"C-index of a system minus that of {ClinicalSystems.RidgeCox.Name}, trained on complete patients: what genes, slides and a "
        + "network add to what every hospital knows. ", "system",
        [.. Others(data, ClinicalSystems.RidgeCox.Key).Select(other => (other, ClinicalSystems.RidgeCox.Key, other))]);

    private static string[] Others(ReportData data, string key) =>
        [.. data.Rows.Select(row => row.System).Distinct().Where(other => other != key)];

    private static ReportTable Of(
        ReportData data, string id, string title, string caption, string head, (string First, string Second, string Shown)[] pairs)
    {
        string[] conditions = [.. data.Rows.Select(row => row.Condition).Distinct().Where(name => new Condition(name).Group is null)];
        // One cohort is its own mean.
        string[] overall = data.Plan.Cohorts.Count > 1 ? ["overall"] : [];
        return new(
            id, title, caption + Rules,
            [head, "missing", .. data.Plan.Cohorts.Select(cohort => cohort.Name), .. overall],
            [
                .. from pair in pairs
                   from condition in conditions
                   let cells = data.Plan.Cohorts.Select(cohort => PairedDifference.Of(
                       data.UnitsOf(cohort.Name, pair.First), data.UnitsOf(cohort.Name, pair.Second), condition)).ToArray()
                   where cells.Any(cell => cell is not null)
                   select (IReadOnlyList<TableCell>)
                   [
                       Name(pair.Shown),
                       MissingTable.Missing(condition, TrainingData.Complete),
                       .. cells.Select(Cell),
                       .. overall.Select(_ => Cell(PairedDifference.OfIndependent([.. cells.OfType<PairedDifference>()]))),
                   ],
            ]);
    }

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
