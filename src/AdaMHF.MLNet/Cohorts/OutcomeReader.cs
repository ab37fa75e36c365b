using System.Globalization;

namespace AdaMHF.MLNet;

/// <summary>Reads time, event and entry of a row, in months.</summary>
internal sealed class OutcomeReader
{
    // Shorter than three seconds: a number that slipped, not a time.
    private const double ShortestMonths = 1e-6;

    private readonly CsvTable _table;
    private readonly CohortLayout _layout;
    private readonly SurvivalCohortOptions _options;
    private readonly TableCells _cells;

    public OutcomeReader(CsvTable table, CohortLayout layout, SurvivalCohortOptions options, TableCells cells)
    {
        (_table, _layout, _options, _cells) = (table, layout, options, cells);
        Coding = new EventCoding(options, cells);
        Unit = layout.Time is { } time ? UnitOf(time) : SurvivalTimeUnit.Months;
    }

    public EventCoding Coding { get; }

    /// <summary>Unit of the times.</summary>
    public SurvivalTimeUnit Unit { get; }

    /// <summary>Reads the current row; what has no meaning becomes a problem of the table, and is not known.</summary>
    public TableOutcome Read(string patient)
    {
        if (_layout is not { Time: { } timeColumn, Outcome: { } eventColumn }) return new(float.NaN, null, 0, 0, "", "");
        var eventText = _table[eventColumn];
        bool? @event = null;
        if (!Coding.TryRead(eventText, out @event) || (@event is null && _options.MissingOutcomes == MissingOutcomes.Refuse))
        {
            Refuse("events", patient, eventColumn, Coding.Expected, Coding.Hint(eventText) + MissingRemedy(eventText));
        }
        var column = _layout.FollowUp is { } followUp && @event == false ? followUp : timeColumn;
        var time = _layout.FollowUp is not null && @event is null ? float.NaN : ReadTime(patient, column);
        var entry = _layout.Entry is { } entryColumn ? ReadEntry(patient, entryColumn, time) : 0;
        return new(time, @event, entry, column, _table[column], eventText);
    }

    /// <summary>Months of half a unit of the table.</summary>
    public float HalfUnit => (float)(TimeUnits.Months(Unit) / 2);

    private float ReadTime(string patient, int column)
    {
        var text = _table[column];
        const string Kind = "times";
        if (_cells.IsMissing(text))
        {
            if (_options.MissingOutcomes == MissingOutcomes.Refuse)
                Refuse(Kind, patient, column, "a time in months above 0", MissingRemedy(text));
            return float.NaN;
        }
        var months = Months(column, text);
        if (months is null or < 0) Refuse(Kind, patient, column, $"a time in {Named(UnitOf(column))} above 0", _cells.CommaHint(text));
        else if (months == 0 && _options.ZeroTimes == ZeroTimes.Refuse)
        {
            Refuse(
                "times of 0", patient, column, $"a time in {Named(UnitOf(column))} above 0",
                $" Or set {nameof(_options.ZeroTimes)} (--zero-times) to leave such patients out or to take half a unit.");
        }
        else if (months > _options.LongestMonths || (months > 0 && months < ShortestMonths)) RefuseAbsurd(patient, column, months.Value);
        else return months.Value;
        return float.NaN;
    }

    private float ReadEntry(string patient, int column, float time)
    {
        var entry = Months(column, _table[column]);
        if (entry is >= 0 && !(entry >= time)) return entry.Value;
        if (float.IsNaN(time)) return 0;
        Refuse("times of entry", patient, column, $"a time of at least 0 and below {_table.Columns[_layout.Time!.Value]}", "");
        return 0;
    }

    private float? Months(int column, string text)
    {
        if (!_cells.TryNumber(text, out var number) || float.IsNaN(number)) return null;
        var unit = UnitOf(column);
        return unit == SurvivalTimeUnit.Months ? number : (float)(number * TimeUnits.Months(unit));
    }

    private SurvivalTimeUnit UnitOf(int column) =>
        _options.TimeUnit ?? TimeUnits.OfName(_table.Columns[column]) ?? TimeUnits.OfName(_table.Columns[_layout.Time!.Value])
        ?? SurvivalTimeUnit.Months;

    private void RefuseAbsurd(string patient, int column, float months)
    {
        var unit = UnitOf(column);
        var length = months.ToString("G4", CultureInfo.InvariantCulture);
        var years = (months / 12).ToString("0.#", CultureInfo.InvariantCulture);
        var limit = _options.LongestMonths.ToString("G6", CultureInfo.InvariantCulture);
        Refuse(
            "times that nobody lives",
            patient,
            column,
            months < 1
                ? "a time that can be told from 0"
                : $"at most {limit} months, and this is {length} months, {years} years, read in {Named(unit)}",
            months < 1 ? "" : $" If the unit is another, set {nameof(_options.TimeUnit)} (--time-unit); "
                + $"if such times are right, {nameof(_options.LongestMonths)}.");
    }

    private string MissingRemedy(string text) => _cells.IsMissing(text)
        ? $" Or set {nameof(_options.MissingOutcomes)} (--missing-outcomes) to leave patients without an outcome out."
        : "";

    private static string Named(SurvivalTimeUnit unit) => unit.ToString().ToLowerInvariant();

    private void Refuse(string kind, string patient, int column, string expected, string remedy) => _table.Problems.Add(
        kind,
        _table.Row,
        $"patient {patient} has {_table.Columns[column]} '{_table[column]}'; expected {expected}. Correct the cell or remove the patient."
        + remedy,
        _table.Columns[column],
        patient);
}
