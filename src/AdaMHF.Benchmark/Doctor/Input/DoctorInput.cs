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
            input = input with { Rows = ReadRows(files.Table) };
            return input with { Cohort = new MLContext().Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = files.ReadGroups() }) };
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
