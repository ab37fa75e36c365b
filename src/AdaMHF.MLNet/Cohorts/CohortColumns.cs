namespace AdaMHF.MLNet;

/// <summary>Turns patient records into the columns of <see cref="SurvivalCohort.Data"/>.</summary>
internal static class CohortColumns
{
    private static readonly string[] Reserved =
        [SurvivalColumns.PatientId, SurvivalColumns.SlideIds, SurvivalColumns.Time, SurvivalColumns.Event, SurvivalColumns.Genes,
            SurvivalColumns.Pathology];

    public static ColumnStore Store(
        CsvTable table, CohortLayout layout, IReadOnlyList<PatientRecord> patients, SurvivalCohortOptions options)
    {
        var clinical = layout.Clinical.Select(column => table.Columns[column]).ToArray();
        if (clinical.FirstOrDefault(Reserved.Contains) is { } taken)
        {
            throw new CohortFileException(
                $"'{table.Path}' has a column '{taken}', a name that the library uses itself. Rename the column, give it its meaning in "
                + $"{nameof(SurvivalCohortOptions)}, or list it in {nameof(SurvivalCohortOptions)}.{nameof(options.IgnoredColumnNames)}.");
        }

        ReadOnlyMemory<char>[][] slides = [.. patients.Select(patient => patient.Slides.Select(slide => slide.AsMemory()).ToArray())];
        List<StoredColumn> columns =
        [
            StoredColumn.Text(SurvivalColumns.PatientId, [.. patients.Select(patient => patient.Id)]),
            StoredColumn.TextList(SurvivalColumns.SlideIds, slides),
            StoredColumn.Number(SurvivalColumns.Time, [.. patients.Select(patient => patient.Time)]),
            StoredColumn.Flag(SurvivalColumns.Event, [.. patients.Select(patient => patient.Event)]),
        ];
        for (var i = 0; i < clinical.Length; i++)
        {
            var cells = Array.ConvertAll([.. patients], patient => patient.Clinical[i]);
            columns.Add(NumbersOrText(clinical[i], cells, options));
        }
        if (layout.Genes.Count > 0)
        {
            columns.Add(StoredColumn.NumberVector(
                SurvivalColumns.Genes,
                layout.GeneColumns,
                [.. patients.Select(patient => patient.Genes)]));
        }
        if (layout.Pathology.Count > 0)
        {
            columns.Add(StoredColumn.NumberVector(
                SurvivalColumns.Pathology,
                [.. layout.Pathology.Select(column => table.Columns[column])],
                [.. patients.Select(patient => patient.Pathology)]));
        }
        return new ColumnStore(columns, patients.Count);
    }

    private static StoredColumn NumbersOrText(string name, string[] cells, SurvivalCohortOptions options)
    {
        var numbers = new float[cells.Length];
        var isText = options.TextColumnNames.Contains(name);
        for (var row = 0; row < cells.Length && !isText; row++) isText = !CohortCell.TryNumber(cells[row], out numbers[row]);
        return isText ? StoredColumn.Text(name, cells) : StoredColumn.Number(name, numbers);
    }
}
