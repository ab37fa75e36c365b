using System.Globalization;
using AdaMHF.Survival;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Times and events of all rows of a data view.</summary>
/// <param name="Time">Months.</param>
/// <param name="Event">True = death observed.</param>
internal sealed record SurvivalOutcomes(double[] Time, bool[] Event)
{
    /// <summary>Why a measure is left out where patients came under observation late.</summary>
    public const string NoEntries = "Patients came under observation late (entry times); the measure has no form for that.";

    /// <summary>Months from which each patient is under observation; empty where all are from 0.</summary>
    public double[] Entry { get; init; } = [];

    internal const string ExpectedTime = "finite months, at least 0";

    /// <summary>Reads time and event as the options name them, of patients with one row each.</summary>
    public static SurvivalOutcomes Read(IDataView data, OutcomeColumns columns) =>
        Read(data, columns.TimeColumnName, columns.EventColumnName, columns.PatientColumnName);

    /// <summary>Reads the two columns of patients with one row each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is absent or of another type.</exception>
    /// <exception cref="SurvivalDataException">
    /// A time is NaN, negative or infinite, a value is null, or a patient has several rows; the message names row and patient.
    /// </exception>
    public static SurvivalOutcomes Read(
        IDataView data, string timeColumnName, string eventColumnName, string patientColumnName = SurvivalColumns.PatientId)
    {
        var outcomes = ReadRows(data, timeColumnName, eventColumnName, patientColumnName);
        if (PatientIds.Read(data, patientColumnName) is { } ids) PatientIds.RequireDistinct(ids, patientColumnName);
        return outcomes;
    }

    /// <summary>Reads the two columns of rows, several of which may be of one patient.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is absent or of another type.</exception>
    /// <exception cref="SurvivalDataException">
    /// A time is NaN, negative or infinite, or a value is null; the message names row and patient.
    /// </exception>
    public static SurvivalOutcomes ReadRows(IDataView data, string timeColumnName, string eventColumnName, string patientColumnName)
    {
        var time = data.Schema.Require(timeColumnName, "time");
        RequireNoNulls(data, RequireEvent(data, eventColumnName).Name);
        RequireNoNulls(data, time.Name);
        var outcomes = new SurvivalOutcomes(Numbers(data, time, "time"), Events(data, eventColumnName))
        {
            Entry = Entries(data, SurvivalColumns.EntryMonths),
        };
        if (outcomes.Time.Length == 0) throw new SurvivalDataException("The data have no row: expected one per patient.");
        RequireTimes(data, outcomes.Time, time.Name, patientColumnName);
        return outcomes;
    }

    /// <summary>Checks the two columns of a trainer's input.</summary>
    public static void Require(SchemaShape schema, OutcomeColumns columns) =>
        Require(schema, columns.TimeColumnName, columns.EventColumnName);

    /// <summary>Checks the two columns of a trainer's input.</summary>
    public static void Require(SchemaShape schema, string timeColumnName, string eventColumnName)
    {
        RequireScalar(timeColumnName, "time", NumberDataViewType.Single, "Single");
        RequireScalar(eventColumnName, "event", BooleanDataViewType.Instance, "Boolean");

        void RequireScalar(string name, string role, DataViewType type, string expected)
        {
            var column = schema.Require(name, role);
            if (column.Kind != SchemaShape.Column.VectorKind.Scalar || column.ItemType != type)
                throw SchemaMismatch.Of(column, role, expected);
        }
    }

    /// <summary>Entry times by row; empty where the data have no such column, or nobody entered late.</summary>
    public static double[] Entries(IDataView data, string columnName)
    {
        if (data.Schema.GetColumnOrNull(columnName) is not { } column) return [];
        var entries = Numbers(data, column, "entry");
        return entries.All(months => months == 0) ? [] : entries;
    }

    /// <summary>Refuses patients who came under observation late, for what cannot take them into account.</summary>
    /// <exception cref="SurvivalDataException">Somebody entered late.</exception>
    public static void RequireNoEntries(IDataView data, OutcomeColumns columns, string what)
    {
        var late = Entries(data, columns.EntryColumnName).Count(months => months != 0);
        if (late == 0) return;
        throw new SurvivalDataException(
            $"{late} patients came under observation late ('{columns.EntryColumnName}' above 0), which {what} cannot take into account: "
            + "the months before would count as survived. Use Cox regression, or drop the column to train as if all were observed from 0.");
    }

    public static bool IsTime(double months) => double.IsFinite(months) && months >= 0;

    /// <summary>Events by row; false for the nulls of a data frame.</summary>
    public static bool[] Events(IDataView data, string columnName) => [.. data.GetColumn<bool>(RequireEvent(data, columnName))];

    /// <summary>Numbers by row, as they are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is not of Single or Double.</exception>
    public static double[] Numbers(IDataView data, DataViewSchema.Column column, string role)
    {
        if (column.Type == NumberDataViewType.Double) return [.. data.GetColumn<double>(column)];
        if (column.Type == NumberDataViewType.Single) return [.. data.GetColumn<float>(column).Select(value => (double)value)];
        throw SchemaMismatch.Of(column, role, "Single or Double");
    }

    private static DataViewSchema.Column RequireEvent(IDataView data, string columnName)
    {
        var column = data.Schema.Require(columnName, "event");
        return column.Type == BooleanDataViewType.Instance
            ? column
            : throw SchemaMismatch.Of(
                column, "event", "Boolean, true = death observed (a column of 'censorship' is the opposite: 1 = censored)");
    }

    // A data frame gives ML.NET its nulls as values: false for a Boolean.
    private static void RequireNoNulls(IDataView data, string columnName)
    {
        if (data is not DataFrame frame || frame.Columns[columnName] is not { NullCount: > 0 } column) return;
        var row = 0L;
        while (column[row] is not null) row++;
        throw new SurvivalDataException(
            $"Column '{columnName}' has {column.NullCount} nulls, the first in row {row + 1}: fill them or leave these rows out.");
    }

    private static void RequireTimes(IDataView data, double[] times, string columnName, string patientColumnName)
    {
        var row = Array.FindIndex(times, months => !IsTime(months));
        if (row < 0) return;
        var count = times.Count(months => !IsTime(months));
        var more = count > 1 ? $" ({count} rows are like this)" : "";
        var found = times[row].ToString("R", CultureInfo.InvariantCulture);
        var patient = PatientIds.Read(data, patientColumnName) is { } ids ? $", patient {ids[row]}," : "";
        throw new SurvivalDataException(
            $"Row {row + 1}{patient} has {columnName} {found}{more}: expected {ExpectedTime}.", columnName, row);
    }
}
