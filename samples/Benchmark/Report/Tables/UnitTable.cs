namespace Benchmark.Report.Tables;

/// <summary>Every unit of the plan.</summary>
internal static class UnitTable
{
    public static ReportTable Of(ReportData data) => new(
        "units", "Every unit",
        "One line per training; manifest, predictions, training curve and timing of each lie in the folder of its name. A unit without a result is in no mean.",
        ["unit", "C-index, complete", "trained on", "device and versions"],
        [
            .. data.Units.Select(unit => (IReadOnlyList<TableCell>)
            [
                unit.Manifest.Unit.Path,
                unit.Manifest.Results.FirstOrDefault(result => result.Condition == "complete") is { } complete
                    ? new(Numbers.Index(complete.ConcordanceIndex), Numbers.Text($"{Numbers.Interval(complete.LowerBound, complete.UpperBound)}; {complete.Events} events, {Numbers.Count(complete.ComparablePairs)} pairs"))
                    : TableCell.Empty,
                Numbers.Text($"{unit.Manifest.TrainingPatients} patients"),
                new TableCell(unit.Manifest.Device, string.Join(", ", unit.Manifest.Versions.Select(version => $"{version.Key} {version.Value.Split('+')[0]}"))),
            ]),
            .. data.Absent.Select(unit => (IReadOnlyList<TableCell>)[unit.Path, "no result yet", "", ""]),
        ]);
}
