using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>Turns patient records into the columns of <see cref="SurvivalCohort.Data"/>.</summary>
internal sealed class CohortColumns
{
    private static readonly string[] Reserved =
        [SurvivalColumns.PatientId, SurvivalColumns.SlideIds, SurvivalColumns.Time, SurvivalColumns.Event, SurvivalColumns.EntryMonths,
            SurvivalColumns.Genes, SurvivalColumns.Pathology];

    private const int MostNamed = 5;

    private readonly List<ClinicalColumn> _clinical = [];
    private readonly List<string> _warnings = [];
    private readonly CsvTable _table;
    private readonly IReadOnlyList<PatientRecord> _patients;
    private readonly SurvivalCohortOptions _options;
    private readonly TableCells _cells;

    public CohortColumns(
        CsvTable table, CohortLayout layout, CohortReader reader, IReadOnlyList<PatientRecord> patients, GeneFile? geneFile,
        ClinicalFile? clinicalFile, SurvivalCohortOptions options)
    {
        (_table, _patients, _options, _cells) = (table, patients, options, new TableCells(options.Table));
        GeneNames = [.. layout.Genes.Names, .. geneFile?.Names ?? []];
        ReadOnlyMemory<char>[][] slides = [.. patients.Select(patient => patient.Slides.Select(slide => slide.AsMemory()).ToArray())];
        List<StoredColumn> columns =
        [
            StoredColumn.Text(SurvivalColumns.PatientId, [.. patients.Select(patient => patient.Id)]),
            StoredColumn.TextList(SurvivalColumns.SlideIds, slides),
            StoredColumn.Number(SurvivalColumns.Time, [.. patients.Select(patient => patient.Outcome.Time)]),
            StoredColumn.Flag(SurvivalColumns.Event, [.. patients.Select(patient => patient.Outcome is { IsKnown: true, Event: true })]),
        ];
        if (layout.Entry is not null)
            columns.Add(StoredColumn.Number(SurvivalColumns.EntryMonths, [.. patients.Select(patient => patient.Outcome.Entry)]));
        for (var i = 0; i < layout.Clinical.Count; i++)
        {
            var name = table.Columns[layout.Clinical[i]];
            if (reader.IsOfSlides(layout.Clinical[i])) continue;
            RequireFree(table.Path, name);
            var values = new string[patients.Count];
            for (var row = 0; row < values.Length; row++) values[row] = patients[row].Clinical[i];
            columns.Add(NumbersOrText(name, values));
        }
        for (var i = 0; i < (clinicalFile?.Names.Count ?? 0); i++)
        {
            var name = clinicalFile!.Names[i];
            RequireFree(options.ClinicalFile!, name);
            if (columns.Any(column => column.Name == name))
            {
                throw new CohortFileException(
                    $"Column '{name}' is in '{table.Path}' and in '{options.ClinicalFile}'. Rename one of them.");
            }
            columns.Add(NumbersOrText(name, clinicalFile.Column(i, patients)));
        }
        table.Problems.ThrowIfAny();
        if (GeneNames.Count > 0)
        {
            float[] absent = [.. Enumerable.Repeat(float.NaN, geneFile?.Names.Count ?? 0)];
            columns.Add(StoredColumn.NumberVector(
                SurvivalColumns.Genes,
                GeneNames,
                [.. patients.Select(patient => geneFile is null ? patient.Genes : [.. patient.Genes, .. patient.FileGenes ?? absent])]));
        }
        if (layout.Pathology.Count > 0)
        {
            columns.Add(StoredColumn.NumberVector(
                SurvivalColumns.Pathology,
                [.. layout.Pathology.Select(column => table.Columns[column])],
                [.. patients.Select(patient => patient.Pathology)]));
        }
        Store = new ColumnStore(columns, patients.Count);
    }

    public ColumnStore Store { get; }

    public IReadOnlyList<string> GeneNames { get; }

    public IReadOnlyList<ClinicalColumn> Clinical => _clinical;

    /// <summary>Texts that look like numbers.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    private static void RequireFree(string path, string name)
    {
        if (!Reserved.Contains(name)) return;
        throw new CohortFileException(
            $"'{path}' has a column '{name}', a name that the library uses itself. Rename the column, give it its meaning in "
            + $"{nameof(SurvivalCohortOptions)}, or list it in {nameof(SurvivalCohortOptions)}."
            + $"{nameof(SurvivalCohortOptions.IgnoredColumnNames)}.");
    }

    private StoredColumn NumbersOrText(string name, string[] values)
    {
        var staysText = _options.TextColumnNames.Contains(name);
        var numbers = new float[values.Length];
        int[] others =
            [.. Enumerable.Range(0, values.Length).Where(patient => !_cells.TryNumber(values[patient], out numbers[patient]))];
        var isNumber = !staysText && others.Length == 0;
        if (!staysText && _options.NumbersByName.TryGetValue(name, out var known))
        {
            isNumber = known;
            foreach (var patient in known ? others : []) RefuseWord(name, _patients[patient], values[patient]);
        }
        if (isNumber)
        {
            _clinical.Add(new(name, IsNumber: true, numbers.Count(float.IsNaN)));
            return StoredColumn.Number(name, numbers);
        }
        string[] texts = staysText ? values : Array.ConvertAll(values, value => _cells.IsMissing(value) ? "" : value);
        string[] words = [.. texts.Where(text => text.Length > 0)];
        _clinical.Add(new(name, IsNumber: false, texts.Length - words.Length)
        {
            Words = [.. words.CountBy(text => text).OrderByDescending(word => word.Value).Select(word => word.Key)],
        });
        if (!staysText && !_options.NumbersByName.ContainsKey(name)) WarnOfNumbers(name, words);
        return StoredColumn.Text(name, texts);
    }

    private void RefuseWord(string name, PatientRecord patient, string value) => _table.Problems.Add(
        "numbers of the training",
        patient.Row,
        $"patient {patient.Id} has {name} '{Identifier.Shown(value)}'; expected a number, as in the table that the model was trained on. "
        + $"Correct the cell, or leave it empty where the value is not known.{_cells.CommaHint(value)}",
        name,
        patient.Id);

    // A cell of another kind makes a whole column a text, and each of its numbers a category.
    private void WarnOfNumbers(string name, string[] known)
    {
        string[] others = [.. known.Where(text => !_cells.TryNumber(text, out _) && _cells.CommaHint(text).Length == 0)];
        if (others.Length * 2 >= known.Length) return;
        var hint = known.Select(text => _cells.CommaHint(text)).FirstOrDefault(hint => hint.Length > 0) ?? "";
        var except = others.Length > 0 ? $", except {string.Join(", ", others.Distinct().Take(MostNamed).Select(Quoted))}" : "";
        _warnings.Add($"{name} is a text, of which {known.Length - others.Length} of {known.Length} values look like numbers{except}.{hint}"
            + (others.Length > 0 ? $" A word for a missing value belongs in {nameof(TableOptions.MissingWords)} (--missing-words)." : ""));
    }

    private static string Quoted(string text) => $"'{Identifier.Shown(text)}'";
}
