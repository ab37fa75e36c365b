
namespace AdaMHF.Benchmark;

/// <summary>Tables II and VI: multimodal systems without a modality. The two report one experiment, and differ.</summary>
internal static class MissingTable
{
    public static ReportTable Of(ReportData data)
    {
        var rows = data.Rows.Where(row => row.Table is "I" or "II").ToArray();
        var lines = (
            from system in data.Systems
            let own = rows.Where(row => row.System == system.Key && new Condition(row.Condition).Group is null).ToArray()
            where own.Any(row => row.Table == "II")
            from line in own.Select(row => (row.System, row.Training, row.Condition)).Distinct()
            select line).ToArray();
        return new(
            "table-2", "Tables II and VI: C-index with a modality missing",
            "The models of Table I, whose held-out patients lack something when they are scored; or models that never saw a modality, "
            + "where the line says so. Difference: to the same model's complete prediction. Missing completely at random: each patient "
            + "loses one modality with that probability, either one equally often, the same patients for every system. Published: Table "
            + "II, and VI where the two differ or II has no value; figures of other systems are left out where they are not at hand.",
            ["system", "missing", .. data.Plan.Cohorts.SelectMany(Columns)],
            [
                .. lines.Select(line => (IReadOnlyList<TableCell>)
                [
                    rows.First(row => row.System == line.System).SystemName,
                    Missing(line.Condition, line.Training),
                    .. data.Plan.Cohorts.SelectMany(cohort => Cells(
                        rows.FirstOrDefault(row => row.Cohort == cohort.Name && (row.System, row.Training, row.Condition) == line),
                            cohort)),
                ]),
            ]);
    }

    public static string Missing(string condition, string training)
    {
        var trained = training == TrainingData.Complete ? "" : $"trained {training.Replace('-', ' ')}: ";
        return trained + new Condition(condition) switch
        {
            { Group: { } group } => group,
            { Share: { } share } => Numbers.Text($"completely at random, p = {share}"),
            { Name: "complete" } => "nothing more",
            { Name: var name } => name.Replace("-missing", "", StringComparison.Ordinal),
        };
    }

    private static IEnumerable<string> Columns(CohortPlan cohort) =>
        [cohort.Name, $"{cohort.Name}, difference", .. cohort.Preset is null ? Array.Empty<string>() : [$"{cohort.Name}, published"]];

    private static IEnumerable<TableCell> Cells(ReportRow? row, CohortPlan cohort) =>
    [
        TableCell.Of(row), row is null ? TableCell.Empty : Numbers.Difference(row.Difference),
        .. cohort.Preset is null ? Array.Empty<TableCell>() : [TableCell.Of(row?.Published)],
    ];
}
