using AdaMHF.MLNet;
using Benchmark.Results;
using Benchmark.Run;
using Microsoft.ML;

namespace Benchmark.Doctor;

/// <summary>A cohort's files as they are read for the checks.</summary>
internal sealed class DoctorInput
{
    public required CohortFiles Files { get; init; }

    public required IReadOnlyList<TableRow> Rows { get; init; }

    /// <summary>The cohort as training would read it; null when it is refused.</summary>
    public SurvivalCohort? Cohort { get; private init; }

    /// <summary>Why it is refused.</summary>
    public string? Refusal { get; private init; }

    public required bool ReadsFeatures { get; init; }

    /// <summary>Most patches of a patient at once, for the estimate of memory.</summary>
    public required int PatchesPerPatient { get; init; }

    public MLContext ML { get; } = new(seed: 0);

    public static DoctorInput Read(CohortFiles files, bool readsFeatures, int patchesPerPatient)
    {
        var rows = ReadRows(files.Table);
        try
        {
            var groups = Path.GetExtension(files.Signatures).Equals(".gmt", StringComparison.OrdinalIgnoreCase) ? GeneGroups.FromGmt(files.Signatures) : GeneGroups.FromCsv(files.Signatures);
            var cohort = new MLContext().Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = groups });
            return new() { Files = files, Rows = rows, Cohort = cohort, ReadsFeatures = readsFeatures, PatchesPerPatient = patchesPerPatient };
        }
        catch (Exception refusal) when (refusal is CohortFileException or ArgumentException or IOException)
        {
            return new() { Files = files, Rows = rows, Refusal = refusal.Message, ReadsFeatures = readsFeatures, PatchesPerPatient = patchesPerPatient };
        }
    }

    private static List<TableRow> ReadRows(string path)
    {
        using var table = CsvFile.Open(path);
        var rows = new List<TableRow>();
        while (table.Read())
            rows.Add(new(rows.Count + 1, table.Text("case_id"), Optional("slide_id"), table.Text("survival_months"), table.Text("censorship"), Optional("site")));
        return rows;

        string Optional(string column) => table.Has(column) ? table.Text(column) : "";
    }
}
