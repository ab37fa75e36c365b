namespace AdaMHF.MLNet;

/// <summary>Turns patient records into the columns of <see cref="SurvivalCohort.Data"/>.</summary>
internal sealed class CohortColumns
{
    private static readonly string[] Reserved =
        [SurvivalColumns.PatientId, SurvivalColumns.SlideIds, SurvivalColumns.Time, SurvivalColumns.Event, SurvivalColumns.EntryMonths,
            SurvivalColumns.Genes, SurvivalColumns.Pathology];

    public CohortColumns(
        CsvTable table, CohortLayout layout, CohortReader reader, IReadOnlyList<PatientRecord> patients, GeneFile? geneFile,
        ClinicalFile? clinicalFile, SurvivalCohortOptions options)
    {
        Clinical = new ClinicalColumns(table, patients, options);
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
            columns.Add(Clinical.Add(name, values));
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
            columns.Add(Clinical.Add(name, clinicalFile.Column(i, patients)));
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

    public ClinicalColumns Clinical { get; }

    private static void RequireFree(string path, string name)
    {
        if (!Reserved.Contains(name)) return;
        throw new CohortFileException(
            $"'{path}' has a column '{name}', a name that the library uses itself. Rename the column, give it its meaning in "
            + $"{nameof(SurvivalCohortOptions)}, or list it in {nameof(SurvivalCohortOptions)}."
            + $"{nameof(SurvivalCohortOptions.IgnoredColumnNames)}.");
    }
}
