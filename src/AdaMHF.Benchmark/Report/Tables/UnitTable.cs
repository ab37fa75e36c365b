namespace AdaMHF.Benchmark;

/// <summary>Every unit of the plan.</summary>
internal static class UnitTable
{
    public static ReportTable Of(ReportData data) => new(
        "units", "Every unit",
        "One line per training; manifest, predictions, training curve and timing of each are in the folder of its name. A unit without a "
        + "result is in no mean.",
        ["unit", "C-index, complete", "trained on", "device and versions"],
        [
            .. data.Units.Select(unit => (IReadOnlyList<TableCell>)
            [
                unit.Manifest.Unit.Path,
                unit.Manifest.Results.FirstOrDefault(result => result.Condition == "complete") is { } complete
                    ? new(
                        Numbers.Index(complete.ConcordanceIndex),
                        Numbers.Text($"{Interval(complete)}; {complete.Events} events, {complete.ComparablePairs:N0} pairs"))
                    : TableCell.Empty,
                Numbers.Text($"{unit.Manifest.TrainingPatients} patients"),
                new TableCell(
                    unit.Manifest.Device,
                    string.Join(", ", unit.Manifest.Versions.Select(version => $"{version.Key} {version.Value.Split('+')[0]}"))),
            ]),
            .. data.Absent.Select(unit => (IReadOnlyList<TableCell>)[unit.Path, "no result yet", "", ""]),
        ]);

    private static string Interval(ConditionResult result) => Numbers.Interval(result.LowerBound, result.UpperBound);
}
