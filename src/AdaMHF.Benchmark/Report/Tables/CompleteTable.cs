
using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>Table I: complete patients.</summary>
internal static class CompleteTable
{
    public static ReportTable Of(ReportData data)
    {
        var rows = data.Rows.Where(row => row.Table == "I").ToLookup(row => (row.Cohort, row.System));
        var best = data.Plan.Cohorts.ToDictionary(cohort => cohort.Name, cohort => data.Rows
            .Where(row => row.Table == "I" && row.Cohort == cohort.Name && !BenchmarkSystems.Of(row.System).KnowsTruth)
            .Select(row => row.ConcordanceIndex).DefaultIfEmpty(double.NaN).Max());
        return new(
            "table-1", "Table I: C-index of held-out patients, complete",
            "Mean of the folds at the last epoch; nothing was chosen on a held-out patient. In brackets the 95 % interval that so many "
            + "patients allow, then the sample standard deviation (SD) of the folds, observed deaths, comparable pairs within folds, "
            + "and in how many folds calibration at the median time of death is rejected (see the next table). "
            + "Best epoch: the number of MCAT-derived code, chosen on the held-out patients, which flatters. Genomics alone: the cohort "
            + "has no slides here, and the published value of a multimodal system is its prediction with pathology missing; published "
            + "deviations are as published. Bold: highest of the cohort, the true risk apart.",
            [
                "system", "reads",
                .. data.Plan.Cohorts.SelectMany(Columns),
                .. data.Plan.Cohorts.Count > 1 ? ["overall"] : Array.Empty<string>(),
            ],
            [
                .. data.Systems.Select(system => (IReadOnlyList<TableCell>)
                [
                    new TableCell(system.Name, system.Description), Reads(system),
                    .. data.Plan.Cohorts.SelectMany(cohort => Cells(
                        rows[(cohort.Name, system.Key)].FirstOrDefault(), cohort, best[cohort.Name],
                        data.UnitsOf(cohort.Name, system.Key))),
                    .. data.Plan.Cohorts.Count > 1
                        ? [Overall([.. data.Plan.Cohorts.SelectMany(cohort => rows[(cohort.Name, system.Key)])], data.Plan.Cohorts.Count)]
                        : Array.Empty<TableCell>(),
                ]),
            ]);
    }

    private static IEnumerable<string> Columns(CohortPlan cohort) =>
    [
        $"{cohort.Name}{(cohort.HasBags ? "" : ", genomics alone")}: C, [95 %], SD of folds",
        $"{cohort.Name}, best epoch",
        .. cohort.Preset is null ? Array.Empty<string>() : [$"{cohort.Name}, published"],
    ];

    private static IEnumerable<TableCell> Cells(ReportRow? row, CohortPlan cohort, double best, IReadOnlyList<UnitResult> units) =>
    [
        Headline(row, units) with { IsBest = row is not null && row.ConcordanceIndex.Equals(best) },
        TableCell.OfBestEpoch(row, units.Any(unit => unit.Curve.Count > 0)),
        .. cohort.Preset is null ? Array.Empty<TableCell>() : [TableCell.Of(row?.Published)],
    ];

    // A good ranking says nothing of the months, so calibration stands beside it.
    private static TableCell Headline(ReportRow? row, IReadOnlyList<UnitResult> units) => TableCell.Of(row) is var cell && row is null
        ? cell
        : cell with { Small = cell.Small + CalibrationTable.Short(CalibrationSummary.Of(units)) };

    private static TableCell Overall(ReportRow[] rows, int cohorts) => rows.Length < cohorts
        ? "—"
        : new TableCell(
            Numbers.Index(rows.Average(row => row.ConcordanceIndex)),
            Numbers.Text($"{cohorts} cohorts; {rows.Sum(row => row.Events):N0} events, {rows.Sum(row => row.ComparablePairs):N0} pairs"));

    private static string Reads(BenchmarkSystem system) => (system.Modalities, system.ReadsClinic && !system.KnowsTruth) switch
    {
        (SurvivalModalities.None, _) => "clinic",
        (SurvivalModalities.Genomics, true) => "genomics, clinic",
        (SurvivalModalities.Genomics, _) => "genomics",
        (SurvivalModalities.Pathology, _) => "pathology",
        (_, true) => "both, clinic",
        _ => "both",
    };
}
