using System.Globalization;

namespace AdaMHF.MLNet;

/// <summary>Compares the rows of a patient, by the policy of each column; a contradiction in the outcome is always a problem.</summary>
internal sealed class RowComparison(CsvTable table, CohortLayout layout, SurvivalCohortOptions options, TableCells cells)
{
    private readonly Dictionary<int, HashSet<string>> _differing = [];

    /// <summary>Columns in which rows of a patient differ, by permission, and the patients.</summary>
    public IReadOnlyDictionary<int, HashSet<string>> Differing => _differing;

    /// <summary>Compares the table's current row with the first one of the patient.</summary>
    public void Compare(PatientRecord first, PatientRecord next)
    {
        CompareOutcomes(first, next.Outcome);
        for (var i = 0; i < first.Clinical.Length; i++)
        {
            if (!cells.Same(first.Clinical[i], next.Clinical[i])) Differ(layout.Clinical[i], first, first.Clinical[i]);
        }
        CompareNumbers(layout.Genes.Positions, first.Genes, next.Genes, first);
        CompareNumbers(layout.Pathology, first.Pathology, next.Pathology, first);
    }

    public RowDifference PolicyOf(int column) => options.RowDifferences.TryGetValue(table.Columns[column], out var policy)
        ? policy
        : options.TakeFirstWhereRowsDiffer ? RowDifference.TakeFirst : RowDifference.Refuse;

    private void CompareOutcomes(PatientRecord first, TableOutcome next)
    {
        var known = first.Outcome;
        var intervals = known.Entry == next.Entry ? "" : ". Intervals of (start, stop] with values that change over time have no place "
            + "here: keep one row per patient, with the first start, the last stop and the values known at the first start";
        if (known.Event is { } before && next.Event is { } now && before != now)
            Contradict(layout.Outcome!.Value, first, known.EventText, intervals);
        else if (!float.IsNaN(known.Time) && !float.IsNaN(next.Time) && known.Time != next.Time)
            Contradict(next.TimeColumn, first, known.TimeText, intervals);
        else if (known.Entry != next.Entry)
            Contradict(layout.Entry!.Value, first, Show(known.Entry), intervals);
        if (!known.IsKnown && next.IsKnown) first.Outcome = next;
    }

    private void CompareNumbers(IReadOnlyList<int> columns, float[] before, float[] now, PatientRecord first)
    {
        for (var i = 0; i < before.Length; i++)
        {
            // Equals, unlike ==, holds for two missing values.
            if (before[i].Equals(now[i])) continue;
            if (PolicyOf(columns[i]) == RowDifference.LeaveOut)
                Contradict(columns[i], first, Show(before[i]), $", or leave the gene out in {nameof(options.IgnoredColumnNames)}");
            else
                Differ(columns[i], first, Show(before[i]));
        }
    }

    private void Differ(int column, PatientRecord first, string firstValue)
    {
        if (PolicyOf(column) == RowDifference.Refuse)
        {
            Contradict(
                column,
                first,
                firstValue,
                $"{SlideHint()}, or say in {nameof(SurvivalCohortOptions)}.{nameof(options.RowDifferences)} (--rows-differ) "
                + "what such a column means, "
                + $"or set {nameof(options.TakeFirstWhereRowsDiffer)}");
            return;
        }
        if (!_differing.TryGetValue(column, out var patients)) _differing.Add(column, patients = new(StringComparer.Ordinal));
        patients.Add(first.Id);
    }

    // Most often, rows that differ are slides.
    private string SlideHint() => layout.Slide is not null
        ? ""
        : $", name the column of the slides in {nameof(options.SlideIdColumnName)} (--slides) where rows are slides";

    private void Contradict(int column, PatientRecord first, string firstValue, string remedy) => table.Problems.Add(
        "rows of one patient that differ",
        table.Row,
        $"patient {first.Id} has {table.Columns[column]} '{table[column]}' here but '{firstValue}' in row {first.Row}. "
        + $"Rows of one patient must agree; correct the table{remedy}.",
        table.Columns[column],
        first.Id);

    private static string Show(float value) => float.IsNaN(value) ? "" : value.ToString(CultureInfo.InvariantCulture);
}
