using System.Globalization;
using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>Reads the rows of a cohort table, checks every cell that has a role, and joins the rows of each patient.</summary>
internal sealed class CohortReader
{
    private readonly CsvTable _table;
    private readonly CohortLayout _layout;
    private readonly SurvivalCohortOptions _options;
    private readonly TableCells _cells;
    private readonly RowComparison _comparison;
    private readonly Dictionary<string, PatientRecord> _patients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Row, string Patient)> _slides = new(StringComparer.Ordinal);

    public CohortReader(CsvTable table, CohortLayout layout, SurvivalCohortOptions options)
    {
        (_table, _layout, _options) = (table, layout, options);
        _cells = new TableCells(options.Table);
        _comparison = new RowComparison(table, layout, options, _cells);
        Outcomes = new OutcomeReader(table, layout, options, _cells);
    }

    /// <summary>Rows with a patient.</summary>
    public int Rows { get; private set; }

    public OutcomeReader Outcomes { get; }

    /// <summary>Columns in which rows of a patient differ, and how many patients do.</summary>
    public IReadOnlyDictionary<int, HashSet<string>> Differing => _comparison.Differing;

    /// <summary>Whether rows of a patient differ in a column that therefore describes slides.</summary>
    public bool IsOfSlides(int column) => Differing.ContainsKey(column) && _comparison.PolicyOf(column) == RowDifference.LeaveOut;

    /// <summary>Patients whom a policy leaves out.</summary>
    public List<LeftOutPatient> LeftOut { get; } = [];

    /// <summary>Patients whose time of 0 became half a unit.</summary>
    public int HalfUnits { get; private set; }

    /// <summary>The patients in order of first appearance.</summary>
    /// <exception cref="CohortFileException">There is none, or a row breaks a rule.</exception>
    public IReadOnlyList<PatientRecord> Read()
    {
        var records = new List<PatientRecord>();
        while (_table.Read())
        {
            Rows++;
            if (ReadRow() is not { } record) continue;
            if (_patients.TryGetValue(record.Id, out var first))
            {
                _comparison.Compare(first, record);
            }
            else
            {
                first = record;
                _patients.Add(record.Id, record);
                records.Add(record);
            }
            AddSlide(first);
        }
        if (records.Count == 0) throw new CohortFileException($"'{_table.Path}' has a header but no patient.");
        PatientRecord[] kept = [.. records.Where(Stays)];
        return kept.Length > 0
            ? kept
            : throw new CohortFileException(
                $"'{_table.Path}' has {records.Count} patients, and all are left out: {LeftOut[0].Patient}, {LeftOut[0].Reason}. "
                + "Check the columns of time and event.");
    }

    private PatientRecord? ReadRow()
    {
        var text = _layout.Patient is { } column ? _table[column] : Rows.ToString(CultureInfo.InvariantCulture);
        if (ReadId(text, _layout.Patient ?? 0) is not { } patient) return null;
        return new PatientRecord(patient, _table.Row, ReadClinical(), ReadNumbers(patient, _layout.Genes.Positions),
            ReadNumbers(patient, _layout.Pathology))
        { Outcome = Outcomes.Read(patient) };
    }

    private string? ReadId(string text, int column)
    {
        if (Identifier.TryRead(text, out var id, out var problem)) return id;
        var name = _table.Columns[column] is { Length: > 0 } named ? named : "The first column";
        _table.Problems.Add(
            "rows without an identifier",
            _table.Row,
            $"{name} {problem}: '{Identifier.Shown(text)}'. Every row needs its patient's identifier; correct the cell.",
            name);
        return null;
    }

    private string[] ReadClinical()
    {
        var values = new string[_layout.Clinical.Count];
        for (var i = 0; i < values.Length; i++) values[i] = _table[_layout.Clinical[i]];
        return values;
    }

    private float[] ReadNumbers(string patient, IReadOnlyList<int> columns)
    {
        var values = new float[columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (_cells.TryNumber(_table[columns[i]], out values[i])) continue;
            var (name, cell) = (_table.Columns[columns[i]], _table[columns[i]]);
            _table.Problems.Add(
                "features",
                _table.Row,
                $"patient {patient} has {name} '{cell}'; expected a finite number with {_cells.NumberFormat}, or an empty cell where it is "
                + $"missing. Correct the cell or remove the patient.{_cells.CommaHint(cell)}",
                name,
                patient);
        }
        return values;
    }

    private void AddSlide(PatientRecord patient)
    {
        if (_layout.Slide is not { } column || _cells.IsMissing(_table[column])) return;
        if (ReadId(_table[column], column) is not { } slide) return;
        if (_slides.TryAdd(slide, (_table.Row, patient.Id)))
        {
            patient.Slides.Add(slide);
            return;
        }
        var (row, owner) = _slides[slide];
        _table.Problems.Add(
            "slides in several rows",
            _table.Row,
            $"slide '{slide}' of patient {patient.Id} is already in row {row} (patient {owner}). "
            + "Each slide may be in one row only; remove the other.",
            _table.Columns[column],
            patient.Id);
    }

    private bool Stays(PatientRecord patient)
    {
        var outcome = patient.Outcome;
        if (!outcome.IsKnown)
        {
            if (_options.MissingOutcomes == MissingOutcomes.Keep)
            {
                patient.Outcome = outcome with { Time = float.NaN };
                return true;
            }
            var column = outcome.Event is null ? _layout.Outcome!.Value : outcome.TimeColumn;
            var text = outcome.Event is null ? outcome.EventText : outcome.TimeText;
            LeftOut.Add(new(patient.Id, $"no outcome: {_table.Columns[column]} is '{text}'"));
            return false;
        }
        if (outcome.Time > 0) return true;
        if (_options.ZeroTimes == ZeroTimes.LeaveOut)
        {
            LeftOut.Add(new(patient.Id, $"time 0: {_table.Columns[outcome.TimeColumn]} is '{outcome.TimeText}'"));
            return false;
        }
        patient.Outcome = outcome with { Time = Outcomes.HalfUnit };
        HalfUnits++;
        return true;
    }
}
