
using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>Table III, Figures 3b and 4: AdaMHF with a part taken out or fixed.</summary>
internal static class AblationTable
{
    public const string Id = "table-3";

    public static ReportTable Of(ReportData data)
    {
        var rows = data.Rows
            .Where(row => row.Condition == "complete" && (row.Table == "III" || row.Table == "I" && row.System == SurvivalSystems.AdaMhf))
            .ToArray();
        return new(
            Id, "Table III, Figures 3b and 4: ablations and variants of AdaMHF",
            "Complete patients. Difference: to the whole network on the same folds and seeds; smaller than the width of the intervals it "
            + "says nothing. Under the name the table or figure of the paper that has the row. Published: the authors' difference, on "
            + "LUAD.",
            ["AdaMHF with", .. data.Plan.Cohorts.SelectMany(cohort => new[] { cohort.Name, $"{cohort.Name}, difference" }),
                "published difference"],
            [
                .. rows.Select(row => row.System).Distinct().Select(key => (IReadOnlyList<TableCell>)
                [
                    Name(BenchmarkSystems.Of(key)),
                    .. data.Plan.Cohorts.SelectMany(
                        cohort => Cells(rows.FirstOrDefault(row => row.System == key && row.Cohort == cohort.Name))),
                    Published(rows.First(row => row.System == key)),
                ]),
            ]);
    }

    private static TableCell Name(BenchmarkSystem system) =>
        system.Change is { } change ? new TableCell(change, system.Description) : "nothing changed";

    private static TableCell[] Cells(ReportRow? row) =>
        [TableCell.Of(row), row is null ? TableCell.Empty : Numbers.Difference(row.Difference)];

    private static TableCell Published(ReportRow row) => row.Table == "III" && row.Published is { } published
        ? Numbers.Difference(published.Value) : "—";
}
