namespace AdaMHF.MLNet;

/// <summary>The genes of a second table: a row per patient, or a row per gene and a column per patient.</summary>
internal sealed partial class GeneFile
{
    private readonly CsvTable _table;
    private readonly SurvivalCohortOptions _options;
    private readonly TableCells _cells;
    private readonly Dictionary<string, PatientRecord> _patients;

    private GeneFile(CsvTable table, IReadOnlyList<PatientRecord> patients, SurvivalCohortOptions options)
    {
        (_table, _options, _cells) = (table, options, new TableCells(options.Table));
        _patients = patients.ToDictionary(patient => patient.Id, StringComparer.Ordinal);
        var named = table.Find(options.CaseIdColumnName);
        GenesAreRows = named is null && table.Columns.Any(_patients.ContainsKey);
        if (GenesAreRows) ReadGenes();
        else ReadPatients(named ?? 0);
    }

    /// <summary>Whether every row is a gene, as in expression matrices.</summary>
    public bool GenesAreRows { get; }

    public IReadOnlyList<string> Names { get; private set; } = [];

    public int SymbolCount { get; private set; }

    /// <summary>Patients of the cohort who are in the table.</summary>
    public int Matched { get; private set; }

    /// <summary>Rows, or columns, of nobody in the cohort.</summary>
    public int Unmatched { get; private set; }

    /// <exception cref="CohortFileException">The table is absent, unreadable, or of none of the patients.</exception>
    public static GeneFile Read(IReadOnlyList<PatientRecord> patients, SurvivalCohortOptions options)
    {
        using var table = CsvTable.Open(options.GeneFile!, "gene table", options.Table);
        var file = new GeneFile(table, patients, options);
        if (file.Matched > 0) return file;
        throw new CohortFileException(
            $"'{options.GeneFile}' has {file.Unmatched} rows, and none of them is of a patient of the cohort, such as {patients[0].Id}; "
            + "no column is, either. Check that both tables identify patients alike.");
    }

    private void ReadPatients(int patientColumn)
    {
        int[] others =
        [
            .. Enumerable.Range(0, _table.Columns.Count)
                .Where(column => column != patientColumn && _table.Columns[column].Length > 0
                    && !_options.IgnoredColumnNames.Contains(_table.Columns[column])),
        ];
        int[] marked = [.. others.Where(column => GeneColumns.NameOf(_table.Columns[column], _options) is not null)];
        var genes = marked.Length == 0 ? others : marked;
        Name([.. genes.Select(column => _table.Columns[column])]);
        while (_table.Read())
        {
            var id = _table[patientColumn];
            if (!_patients.TryGetValue(id, out var patient))
            {
                Unmatched++;
                continue;
            }
            float[] values = Array.ConvertAll(genes, column => Number(column, id, _table.Columns[column]));
            if (patient.FileGenes is null)
            {
                Matched++;
                patient.FileGenes = values;
            }
            // Equals, unlike ==, holds for two missing values.
            else if (!patient.FileGenes.Zip(values).All(pair => pair.First.Equals(pair.Second)))
            {
                _table.Problems.Add(
                    "rows of one patient that differ",
                    _table.Row,
                    $"patient {id} has two rows of genes that differ. Keep one.",
                    _table.Columns[patientColumn],
                    id);
            }
        }
    }

    // A table in which no gene has an ending names all by the symbol.
    private void Name(string[] genes)
    {
        var symbols = genes.All(gene => GeneColumns.NameOf(gene, _options) is null);
        SymbolCount = symbols ? genes.Length : 0;
        Names = Array.ConvertAll(
            genes, gene => symbols ? gene + GeneColumns.SymbolSuffix(_options) : GeneColumns.NameOf(gene, _options)!);
    }

    private float Number(int column, string patient, string gene)
    {
        if (_cells.TryNumber(_table[column], out var number)) return number;
        _table.Problems.Add(
            "genes",
            _table.Row,
            $"patient {patient} has {gene} '{_table[column]}'; expected a finite number with {_cells.NumberFormat}, or an "
            + $"empty cell where it is missing.{_cells.CommaHint(_table[column])}",
            _table.Columns[column],
            patient);
        return float.NaN;
    }
}
