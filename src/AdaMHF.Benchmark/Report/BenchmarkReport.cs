namespace AdaMHF.Benchmark;

/// <summary>Tables and charts of a result folder; every C-index is computed again from the per-patient predictions.</summary>
public sealed class BenchmarkReport
{
    private const string Title = "Survival benchmark";

    private readonly ReportData _data;

    private BenchmarkReport(ReportData data) => _data = data;

    /// <summary>Every number of the tables.</summary>
    public IReadOnlyList<ReportRow> Rows => _data.Rows;

    /// <summary>Units with a result.</summary>
    public int Units => _data.Units.Count;

    /// <summary>Units of the plan without one; they are in no mean.</summary>
    public int AbsentUnits => _data.Absent.Count;

    /// <summary>What the report stands on, in a sentence.</summary>
    public string Summary => Numbers.Text($"{Units} of {Units + AbsentUnits} units, {_data.Plan.Cohorts.Count} cohorts, ")
        + Numbers.Text($"{_data.Plan.Folds.Count} folds, {_data.Plan.Seeds.Count} seeds. ")
        + "All numbers are of held-out patients; every C-index is computed from the per-patient predictions.";

    /// <summary>Reads every unit and checks that its predictions give the numbers of its manifest.</summary>
    /// <param name="results">Plan and results.</param>
    /// <param name="withTimings">Whether durations and memory are shown, the only things that two runs of a plan may differ in.</param>
    /// <exception cref="InvalidDataException">A file was changed.</exception>
    public static BenchmarkReport Read(ResultFolder results, bool withTimings = true)
    {
        ArgumentNullException.ThrowIfNull(results);
        return new(ReportData.Read(results, withTimings));
    }

    /// <summary>
    /// Writes report.html, one page that needs nothing but itself, report.md and report.csv; and adaptation.csv where AdaMHF was trained.
    /// </summary>
    /// <param name="folder">Where; made where it is missing.</param>
    /// <returns>Paths of the files, in that order.</returns>
    public IReadOnlyList<string> Write(string folder)
    {
        AdaptationRow[] adaptation = [.. AdaptationRow.All(_data)];
        ReportTable[] tables =
        [
            CompleteTable.Of(_data), CalibrationTable.Of(_data), MissingTable.Of(_data), DifferenceTable.Of(_data),
            DifferenceTable.OverClinic(_data), GeneGroupTable.Of(_data), AblationTable.Of(_data), AdaptationTable.Of(adaptation),
            CostTable.OfParts(), CostTable.OfSystems(_data), UnitTable.Of(_data),
        ];
        tables = [.. tables.Where(table => table.Lines.Count > 0 && (table.Id != AblationTable.Id || table.Lines.Count > 1))];
        Directory.CreateDirectory(folder);
        (string Name, string Text)[] files =
        [
            ("report.html", HtmlReport.Text(Title, Summary, tables, ChartSection.All(_data))),
            ("report.md", MarkdownReport.Text(Title, tables)),
            ("report.csv", CsvReport.Text(_data.Rows)),
            .. adaptation.Length == 0 ? Array.Empty<(string, string)>() : [("adaptation.csv", CsvReport.Text(adaptation))],
        ];
        foreach (var (name, text) in files) File.WriteAllText(Path.Combine(folder, name), text);
        return [.. files.Select(file => Path.Combine(folder, file.Name))];
    }
}
