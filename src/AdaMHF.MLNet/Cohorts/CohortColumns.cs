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

    public CohortColumns(
        CsvTable table, CohortLayout layout, CohortReader reader, IReadOnlyList<PatientRecord> patients, GeneFile? geneFile,
        ClinicalFile? clinicalFile, SurvivalCohortOptions options)
    {
        var cells = new TableCells(options.Table);
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
            columns.Add(NumbersOrText(name, values, cells, options.TextColumnNames.Contains(name)));
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
            columns.Add(NumbersOrText(name, clinicalFile.Column(i, patients), cells, options.TextColumnNames.Contains(name)));
        }
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

    private StoredColumn NumbersOrText(string name, string[] values, TableCells cells, bool staysText)
    {
        var numbers = new float[values.Length];
        var isText = staysText;
        for (var row = 0; row < values.Length && !isText; row++) isText = !cells.TryNumber(values[row], out numbers[row]);
        if (!isText)
        {
            _clinical.Add(new(name, IsNumber: true, numbers.Count(float.IsNaN)));
            return StoredColumn.Number(name, numbers);
        }
        string[] texts = staysText ? values : Array.ConvertAll(values, value => cells.IsMissing(value) ? "" : value);
        string[] known = [.. texts.Where(text => text.Length > 0)];
        _clinical.Add(new(name, IsNumber: false, texts.Length - known.Length)
        {
            Words = [.. known.CountBy(text => text).OrderByDescending(word => word.Value).Select(word => word.Key)],
        });
        if (!staysText) WarnOfNumbers(name, known, cells);
        return StoredColumn.Text(name, texts);
    }

    // A cell of another kind makes a whole column a text, and each of its numbers a category.
    private void WarnOfNumbers(string name, string[] known, TableCells cells)
    {
        string[] others = [.. known.Where(text => !cells.TryNumber(text, out _) && cells.CommaHint(text).Length == 0)];
        if (others.Length * 2 >= known.Length) return;
        var hint = known.Select(text => cells.CommaHint(text)).FirstOrDefault(hint => hint.Length > 0) ?? "";
        var except = others.Length > 0 ? $", except {string.Join(", ", others.Distinct().Take(MostNamed).Select(Quoted))}" : "";
        _warnings.Add($"{name} is a text, of which {known.Length - others.Length} of {known.Length} values look like numbers{except}.{hint}"
            + (others.Length > 0 ? $" A word for a missing value belongs in {nameof(TableOptions.MissingWords)} (--missing-words)." : ""));
    }

    private static string Quoted(string text) => $"'{Identifier.Shown(text)}'";
}
