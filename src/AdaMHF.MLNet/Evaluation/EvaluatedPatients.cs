using System.Globalization;
using AdaMHF.Survival;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// The rows of a data view that can be evaluated. Whatever is wrong with single patients leaves them out, with the reason: an error would
/// come after the training, and cost the model.
/// </summary>
/// <param name="Rows">Numbers of the rows, ascending.</param>
/// <param name="Patients">Their identifiers, or row numbers.</param>
/// <param name="Outcomes">Their outcomes.</param>
/// <param name="Risks">Their risks, one array per score column.</param>
/// <param name="LeftOut">The other rows.</param>
internal sealed record EvaluatedPatients(
    int[] Rows, string[] Patients, SurvivalOutcomes Outcomes, double[][] Risks, IReadOnlyList<LeftOutPatient> LeftOut)
{
    private const int Shown = 10;

    /// <summary>Reads outcomes and risks.</summary>
    /// <param name="data">Patients with one row each.</param>
    /// <param name="columns">Names of time, event and identifier.</param>
    /// <param name="scoreColumnNames">Columns of risk; none to know outcomes alone.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is absent or of another type.</exception>
    /// <exception cref="SurvivalDataException">There is no row, a patient has several, or a text identifies nobody.</exception>
    public static EvaluatedPatients Read(IDataView data, OutcomeColumns columns, params string[] scoreColumnNames)
    {
        var timeColumn = data.Schema.Require(columns.TimeColumnName, "time");
        var events = SurvivalOutcomes.Events(data, columns.EventColumnName);
        var times = Numbers(data, timeColumn, "time");
        double[][] risks = Array.ConvertAll(scoreColumnNames, name => Numbers(data, data.Schema.Require(name, "score"), "score"));
        if (times.Length == 0) throw new SurvivalDataException("The data have no row: expected one per patient.");
        var ids = PatientIds.Read(data, columns.PatientColumnName);
        if (ids is not null) PatientIds.RequireDistinct(ids, columns.PatientColumnName);
        ids ??= [.. Enumerable.Range(1, times.Length).Select(row => row.ToString(CultureInfo.InvariantCulture))];

        var entries = SurvivalOutcomes.Entries(data, columns.EntryColumnName);
        var eventIsNull = NullsOf(data, columns.EventColumnName, times.Length);
        var rows = new List<int>();
        var leftOut = new List<LeftOutPatient>();
        for (var row = 0; row < times.Length; row++)
        {
            if (Reason(row) is { } reason) leftOut.Add(new(ids[row], reason));
            else rows.Add(row);
        }
        int[] kept = [.. rows];
        return new(
            kept,
            Array.ConvertAll(kept, row => ids[row]),
            new(Array.ConvertAll(kept, row => times[row]), Array.ConvertAll(kept, row => events[row]))
            {
                Entry = entries.Length == 0 ? [] : Array.ConvertAll(kept, row => entries[row]),
            },
            Array.ConvertAll(risks, risk => Array.ConvertAll(kept, row => risk[row])),
            leftOut);

        string? Reason(int row)
        {
            if (!SurvivalOutcomes.IsTime(times[row]))
                return $"no outcome: {columns.TimeColumnName} is {Text(times[row])}, expected {SurvivalOutcomes.ExpectedTime}";
            if (eventIsNull[row]) return $"no outcome: {columns.EventColumnName} is null";
            if (entries.Length > 0 && !(entries[row] >= 0 && entries[row] < times[row]))
                return $"no outcome: {columns.EntryColumnName} is {Text(entries[row])}, expected months of at least 0 and below the time";
            var unknown = Array.FindIndex(risks, risk => double.IsNaN(risk[row]));
            return unknown < 0
                ? null
                : $"no prediction: {scoreColumnNames[unknown]} is NaN, as for a patient without any modality that the model reads";
        }
    }

    /// <summary>The patients with a risk, without those for whom it is NaN.</summary>
    /// <param name="risk">By row of the data.</param>
    public EvaluatedPatients WithRisk(double[] risk) => (this with { Risks = [Array.ConvertAll(Rows, row => risk[row])] })
        .Without(Array.ConvertAll(Rows, row => double.IsNaN(risk[row]) ? "no prediction: the risk is NaN" : null));

    /// <summary>The same patients without some of them.</summary>
    /// <param name="reasons">By place: why the patient is left out, or null for those who stay.</param>
    public EvaluatedPatients Without(string?[] reasons)
    {
        if (Array.TrueForAll(reasons, reason => reason is null)) return this;
        int[] kept = [.. Enumerable.Range(0, reasons.Length).Where(place => reasons[place] is null)];
        return new(
            Array.ConvertAll(kept, place => Rows[place]),
            Array.ConvertAll(kept, place => Patients[place]),
            new(Array.ConvertAll(kept, place => Outcomes.Time[place]), Array.ConvertAll(kept, place => Outcomes.Event[place]))
            {
                Entry = Outcomes.Entry.Length == 0 ? [] : Array.ConvertAll(kept, place => Outcomes.Entry[place]),
            },
            Array.ConvertAll(Risks, risk => Array.ConvertAll(kept, place => risk[place])),
            [
                .. LeftOut,
                .. Enumerable.Range(0, reasons.Length).Where(place => reasons[place] is not null)
                    .Select(place => new LeftOutPatient(Patients[place], reasons[place]!)),
            ]);
    }

    /// <summary>Refuses an evaluation of nobody.</summary>
    /// <exception cref="SurvivalDataException">Every patient is left out.</exception>
    public EvaluatedPatients RequireSome() => Rows.Length > 0 ? this : throw new SurvivalDataException(
        $"None of the {LeftOut.Count} patients can be evaluated; the first is {LeftOut[0].Patient} ({LeftOut[0].Reason}).");

    /// <summary>Says who is left out.</summary>
    /// <param name="channel">Where to.</param>
    /// <param name="leftOut">The patients.</param>
    /// <param name="evaluated">Number of those who are evaluated.</param>
    public static void Warn(IChannel channel, IReadOnlyList<LeftOutPatient> leftOut, int evaluated)
    {
        if (leftOut.Count == 0) return;
        var named = string.Join("; ", leftOut.Take(Shown).Select(patient => $"{patient.Patient} ({patient.Reason})"));
        channel.Warning(
            $"{leftOut.Count} of {leftOut.Count + evaluated} patients are left out of the evaluation: "
            + $"{named}{(leftOut.Count > Shown ? "; ..." : "")}.");
    }

    private static double[] Numbers(IDataView data, DataViewSchema.Column column, string role)
    {
        var numbers = SurvivalOutcomes.Numbers(data, column, role);
        var isNull = NullsOf(data, column.Name, numbers.Length);
        for (var row = 0; row < numbers.Length; row++)
        {
            if (isNull[row]) numbers[row] = double.NaN;
        }
        return numbers;
    }

    // A data frame gives ML.NET its nulls as values: 0 and false.
    private static bool[] NullsOf(IDataView data, string columnName, int rows) =>
        data is DataFrame frame && frame.Columns[columnName] is { NullCount: > 0 } column
            ? [.. Enumerable.Range(0, rows).Select(row => column[row] is null)]
            : new bool[rows];

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
