using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Benchmark;

/// <summary>A cohort's files as they are read for the checks.</summary>
internal sealed record DoctorInput(CohortFiles Files, bool ReadsFeatures, int PatchesPerPatient)
{
    /// <summary>Rows of the table; empty when it cannot be read at all.</summary>
    public IReadOnlyList<TableRow> Rows { get; private init; } = [];

    /// <summary>The cohort as training would read it; null when it is refused.</summary>
    public SurvivalCohort? Cohort { get; private init; }

    /// <summary>Why it is refused.</summary>
    public string? Refusal { get; private init; }

    public MLContext ML { get; } = new(seed: 0);

    /// <summary>The folds that can be read, and why others cannot.</summary>
    public IReadOnlyList<SurvivalSplit> Splits { get; private init; } = [];

    public IReadOnlyList<string> RefusedSplits { get; private init; } = [];

    public static DoctorInput Read(CohortFiles files, bool readsFeatures, int patchesPerPatient)
    {
        var input = new DoctorInput(files, readsFeatures, patchesPerPatient).WithSplits();
        try
        {
            input = input with { Rows = files.IsPaired ? ReadPairedRows(files.Table) : ReadRows(files.Table) };
            return input with { Cohort = files.ReadCohort(new MLContext()) };
        }
        catch (Exception refusal) when (refusal is ArgumentException or IOException)
        {
            return input with { Refusal = refusal.Message };
        }
    }

    /// <summary>Loads the patch bags; a slide without a file is missing.</summary>
    public WsiBagLoadingEstimator LoadBags(string folder) =>
        ML.Transforms.LoadWsiBags(SurvivalColumns.Bag, SurvivalColumns.SlideIds, folder, AbsentBagFile.TreatAsMissing);

    private DoctorInput WithSplits()
    {
        if (Files.IsPaired) return WithPairedFolds();
        var (read, refused) = (new List<SurvivalSplit>(), new List<string>());
        if (!Directory.Exists(Files.Splits)) return this;
        foreach (var file in Directory.EnumerateFiles(Files.Splits, "splits_*.csv").Order(StringComparer.Ordinal))
        {
            try
            {
                read.Add(SurvivalSplit.FromCsv(file));
            }
            catch (CohortFileException refusal)
            {
                refused.Add(refusal.Message);
            }
        }
        return this with { Splits = read, RefusedSplits = refused };
    }

    private DoctorInput WithPairedFolds()
    {
        try
        {
            return this with { Splits = PairedFolds.Read(Files) };
        }
        catch (CohortFileException refusal)
        {
            return this with { RefusedSplits = [refusal.Message] };
        }
    }

    private static List<TableRow> ReadPairedRows(string path)
    {
        var names = SurvivalCohortOptions.Paired;
        using var table = CsvFile.Open(path);
        var rows = new List<TableRow>();
        while (table.Read())
        {
            // The checks ask for censorship, the inverse.
            var outcome = table.Text(names.EventColumnName!) switch { "0" => "1", "1" => "0", var other => other };
            rows.Add(new(rows.Count + 1, table.Text(names.CaseIdColumnName), "", table.Text(names.TimeColumnName), outcome, Site: ""));
        }
        return rows;
    }

    private static List<TableRow> ReadRows(string path)
    {
        using var table = CsvFile.Open(path);
        var rows = new List<TableRow>();
        while (table.Read())
        {
            rows.Add(new(
                rows.Count + 1, table.Text("case_id"), Optional("slide_id"), table.Text("survival_months"), table.Text("censorship"),
                Optional("site")));
        }
        return rows;

        string Optional(string column) => table.Has(column) ? table.Text(column) : "";
    }
}
