namespace AdaMHF.MLNet;

/// <summary>The genes of a second table, one row per patient.</summary>
internal sealed class GeneFile
{
    private readonly TableCells _cells;

    private GeneFile(CsvTable table, IReadOnlyList<PatientRecord> patients, SurvivalCohortOptions options)
    {
        _cells = new TableCells(options.Table);
        var patient = table.Find(options.CaseIdColumnName) ?? 0;
        int[] others =
        [
            .. Enumerable.Range(0, table.Columns.Count)
                .Where(column => column != patient && table.Columns[column].Length > 0
                    && !options.IgnoredColumnNames.Contains(table.Columns[column])),
        ];
        RequirePatientsInRows(table, others, patients);
        int[] marked = [.. others.Where(column => GeneColumns.NameOf(table.Columns[column], options) is not null)];
        var symbols = marked.Length == 0;
        var genes = symbols ? others : marked;
        SymbolCount = symbols ? genes.Length : 0;
        Names =
        [
            .. genes.Select(column => symbols
                ? table.Columns[column] + GeneColumns.SymbolSuffix(options)
                : GeneColumns.NameOf(table.Columns[column], options)!),
        ];
        Read(table, patient, genes, patients);
    }

    public IReadOnlyList<string> Names { get; }

    public int SymbolCount { get; }

    /// <summary>Patients of the cohort who have a row.</summary>
    public int Matched { get; private set; }

    /// <summary>Rows of nobody in the cohort.</summary>
    public int Unmatched { get; private set; }

    /// <exception cref="CohortFileException">The table is absent, unreadable, or of none of the patients.</exception>
    public static GeneFile Read(IReadOnlyList<PatientRecord> patients, SurvivalCohortOptions options)
    {
        using var table = CsvTable.Open(options.GeneFile!, "gene table", options.Table);
        var file = new GeneFile(table, patients, options);
        if (file.Matched > 0) return file;
        throw new CohortFileException(
            $"'{options.GeneFile}' has {file.Unmatched} rows, and none of them is of a patient of the cohort, such as {patients[0].Id}. "
            + "Check that both tables identify patients alike.");
    }

    private static void RequirePatientsInRows(CsvTable table, int[] others, IReadOnlyList<PatientRecord> patients)
    {
        var ids = patients.Select(patient => patient.Id).ToHashSet(StringComparer.Ordinal);
        if (others.FirstOrDefault(column => ids.Contains(table.Columns[column]), -1) is var found && found < 0) return;
        throw new CohortFileException(
            $"'{table.Path}' has patient {table.Columns[found]} as a column, so its genes are rows. Transpose it: one row per patient.");
    }

    private void Read(CsvTable table, int patientColumn, int[] genes, IReadOnlyList<PatientRecord> patients)
    {
        var byId = patients.ToDictionary(patient => patient.Id, StringComparer.Ordinal);
        while (table.Read())
        {
            var id = table[patientColumn];
            if (!byId.TryGetValue(id, out var patient))
            {
                Unmatched++;
                continue;
            }
            if (patient.FileGenes is not null)
            {
                table.Problems.Add(
                    "patients in several rows",
                    table.Row,
                    $"patient {id} has two rows of genes. Keep one.",
                    table.Columns[patientColumn],
                    id);
                continue;
            }
            Matched++;
            patient.FileGenes = Array.ConvertAll(genes, column => Number(table, column, id));
        }
    }

    private float Number(CsvTable table, int column, string patient)
    {
        if (_cells.TryNumber(table[column], out var number)) return number;
        table.Problems.Add(
            "genes",
            table.Row,
            $"patient {patient} has {table.Columns[column]} '{table[column]}'; expected a finite number with {_cells.NumberFormat}, or an "
            + $"empty cell where it is missing.{_cells.CommaHint(table[column])}",
            table.Columns[column],
            patient);
        return float.NaN;
    }
}
