namespace AdaMHF.MLNet;

/// <summary>The clinical columns of a second table, one row per patient.</summary>
internal sealed class ClinicalFile
{
    private readonly Dictionary<string, string[]> _rows = new(StringComparer.Ordinal);

    private ClinicalFile(CsvTable table, IReadOnlyList<PatientRecord> patients, SurvivalCohortOptions options)
    {
        var patientColumn = table.Find(options.CaseIdColumnName) ?? 0;
        int[] columns =
        [
            .. Enumerable.Range(0, table.Columns.Count)
                .Where(column => column != patientColumn && table.Columns[column].Length > 0
                    && !options.IgnoredColumnNames.Contains(table.Columns[column])
                    && options.ClinicalColumnNames?.Contains(table.Columns[column]) != false),
        ];
        Names = Array.ConvertAll(columns, column => table.Columns[column]);
        var ids = patients.Select(patient => patient.Id).ToHashSet(StringComparer.Ordinal);
        while (table.Read())
        {
            var id = table[patientColumn];
            if (!ids.Contains(id))
            {
                Unmatched++;
                continue;
            }
            string[] cells = Array.ConvertAll(columns, column => table[column]);
            if (_rows.TryAdd(id, cells) || _rows[id].AsSpan().SequenceEqual(cells)) continue;
            table.Problems.Add(
                "rows of one patient that differ",
                table.Row,
                $"patient {id} has two rows that differ. Keep one.",
                table.Columns[patientColumn],
                id);
        }
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>Patients of the cohort who have a row.</summary>
    public int Matched => _rows.Count;

    /// <summary>Rows of nobody in the cohort.</summary>
    public int Unmatched { get; }

    /// <exception cref="CohortFileException">The table is absent, unreadable, or of none of the patients.</exception>
    public static ClinicalFile Read(IReadOnlyList<PatientRecord> patients, SurvivalCohortOptions options)
    {
        using var table = CsvTable.Open(options.ClinicalFile!, "clinical table", options.Table);
        var file = new ClinicalFile(table, patients, options);
        if (file.Matched > 0) return file;
        throw new CohortFileException(
            $"'{options.ClinicalFile}' has {file.Unmatched} rows, and none of them is of a patient of the cohort, such as "
            + $"{patients[0].Id}. Check that both tables identify patients alike.");
    }

    /// <summary>Cells of one column in the order of the patients; empty for a patient without a row.</summary>
    public string[] Column(int number, IReadOnlyList<PatientRecord> patients) =>
        [.. patients.Select(patient => _rows.TryGetValue(patient.Id, out var row) ? row[number] : "")];
}
