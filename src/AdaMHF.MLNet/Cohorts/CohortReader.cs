using System.Globalization;
using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>Reads the rows of a cohort table, checks every cell that has a role, and joins the rows of each patient.</summary>
internal sealed class CohortReader(CsvTable table, CohortLayout layout, SurvivalCohortOptions options)
{
    private readonly Dictionary<string, PatientRecord> _patients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Row, string Patient)> _slides = new(StringComparer.Ordinal);

    /// <summary>The patients in order of first appearance.</summary>
    public IReadOnlyList<PatientRecord> Read()
    {
        var records = new List<PatientRecord>();
        while (table.Read())
        {
            var record = ReadRow();
            if (_patients.TryGetValue(record.Id, out var first))
            {
                if (!options.TakeFirstWhereRowsDiffer) RequireAgreement(first, record);
            }
            else
            {
                first = record;
                _patients.Add(record.Id, record);
                records.Add(record);
            }
            AddSlide(first);
        }
        return records.Count > 0 ? records : throw new CohortFileException($"'{table.Path}' has a header but no patient.");
    }

    private PatientRecord ReadRow()
    {
        var patient = ReadId(layout.Patient);
        return new PatientRecord(patient, table.Row, ReadTime(patient), ReadEvent(patient), ReadClinical(),
            ReadNumbers(patient, layout.Genes), ReadNumbers(patient, layout.Pathology));
    }

    private string ReadId(int column) => Identifier.TryRead(table[column], out var id, out var problem)
        ? id
        : throw table.Error(
            $"{table.Columns[column]} {problem}: '{Identifier.Shown(table[column].ToString())}'. "
            + "Every row needs its patient's identifier; correct the cell.");

    private float ReadTime(string patient) =>
        CohortCell.TryNumber(table[layout.Time], out var time) && time > 0
            ? time
            : throw CellError(patient, layout.Time, "a time in months above 0");

    private bool ReadEvent(string patient) =>
        CohortCell.TryFlag(table[layout.Outcome], out var flag)
            ? flag != layout.OutcomeIsCensorship
            : throw CellError(
                patient,
                layout.Outcome,
                layout.OutcomeIsCensorship ? "0 (death observed) or 1 (censored)" : "0 (censored) or 1 (death observed)");

    private string[] ReadClinical()
    {
        var values = new string[layout.Clinical.Count];
        for (var i = 0; i < values.Length; i++) values[i] = table[layout.Clinical[i]].ToString();
        return values;
    }

    private float[] ReadNumbers(string patient, IReadOnlyList<int> columns)
    {
        var values = new float[columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (!CohortCell.TryNumber(table[columns[i]], out values[i]))
                throw CellError(patient, columns[i], "a finite number with a decimal point, or an empty cell where it is missing");
        }
        return values;
    }

    private void AddSlide(PatientRecord patient)
    {
        if (layout.Slide is not { } column || table[column].IsWhiteSpace()) return;
        var slide = ReadId(column);
        if (!_slides.TryAdd(slide, (table.Row, patient.Id)))
        {
            var (row, owner) = _slides[slide];
            throw table.Error(
                $"slide '{slide}' of patient {patient.Id} is already in row {row} (patient {owner}). "
                + "Each slide may be in one row only; remove the other.");
        }
        patient.Slides.Add(slide);
    }

    private void RequireAgreement(PatientRecord first, PatientRecord next)
    {
        Require(layout.Time, first.Time == next.Time, Show(first.Time));
        Require(layout.Outcome, first.Event == next.Event, first.Event == layout.OutcomeIsCensorship ? "0" : "1");
        for (var i = 0; i < first.Clinical.Length; i++)
            Require(layout.Clinical[i], CohortCell.Same(first.Clinical[i], next.Clinical[i]), first.Clinical[i]);
        RequireNumbers(layout.Genes, first.Genes, next.Genes);
        RequireNumbers(layout.Pathology, first.Pathology, next.Pathology);

        void RequireNumbers(IReadOnlyList<int> columns, float[] before, float[] now)
        {
            for (var i = 0; i < before.Length; i++)
            {
                // Equals, unlike ==, holds for two missing values.
                if (!before[i].Equals(now[i])) Require(columns[i], false, Show(before[i]));
            }
        }

        void Require(int column, bool same, string firstValue)
        {
            if (same) return;
            throw table.Error(
                $"patient {first.Id} has {table.Columns[column]} '{table[column]}' here but '{firstValue}' in row {first.Row}. "
                + "Rows of one patient must agree; correct the table, or set "
                + $"{nameof(SurvivalCohortOptions)}.{nameof(options.TakeFirstWhereRowsDiffer)}.");
        }
    }

    private static string Show(float value) => float.IsNaN(value) ? "" : value.ToString(CultureInfo.InvariantCulture);

    private CohortFileException CellError(string patient, int column, string expected) => table.Error(
        $"patient {patient} has {table.Columns[column]} '{table[column]}'; expected {expected}. Correct the cell or remove the patient.");
}
