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
    /// <summary>Reads time and event as the options name them.</summary>
    public static SurvivalOutcomes Read(IDataView data, OutcomeColumns columns) =>
        Read(data, columns.TimeColumnName, columns.EventColumnName);

    /// <summary>Reads the two columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is absent or of another type.</exception>
    /// <exception cref="SurvivalDataException">
    /// A time is NaN, negative or infinite, or a value is null; the message names row and patient.
    /// </exception>
    public static SurvivalOutcomes Read(IDataView data, string timeColumnName, string eventColumnName)
    {
        var time = data.Schema.Require(timeColumnName, "time");
        var @event = data.Schema.Require(eventColumnName, "event");
        if (@event.Type != BooleanDataViewType.Instance)
        {
            throw SchemaMismatch.Of(
                @event, "event", "Boolean, true = death observed (a column of 'censorship' is the opposite: 1 = censored)");
        }
        RequireNoNulls(data, @event.Name);
        var outcomes = new SurvivalOutcomes(Numbers(data, time, "time"), [.. data.GetColumn<bool>(@event)]);
        if (outcomes.Time.Length == 0) throw new SurvivalDataException("The data have no row: expected one per patient.");
        RequireAll(data, outcomes.Time, months => double.IsFinite(months) && months >= 0, time.Name, "finite months, at least 0");
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

    /// <summary>Reads a risk column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is absent or not of Single or Double.</exception>
    /// <exception cref="SurvivalDataException">A risk is NaN; the message names row and patient.</exception>
    public static double[] ReadRisk(IDataView data, string scoreColumnName)
    {
        var risk = Numbers(data, data.Schema.Require(scoreColumnName, "score"), "score");
        RequireAll(
            data,
            risk,
            value => !double.IsNaN(value),
            scoreColumnName,
            "a risk; a patient with neither modality has none and must be left out, knowingly");
        return risk;
    }

    private static double[] Numbers(IDataView data, DataViewSchema.Column column, string role)
    {
        RequireNoNulls(data, column.Name);
        if (column.Type == NumberDataViewType.Double) return [.. data.GetColumn<double>(column)];
        if (column.Type == NumberDataViewType.Single) return [.. data.GetColumn<float>(column).Select(value => (double)value)];
        throw SchemaMismatch.Of(column, role, "Single or Double");
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

    private static void RequireAll(IDataView data, double[] values, Predicate<double> isAllowed, string columnName, string expected)
    {
        var row = Array.FindIndex(values, value => !isAllowed(value));
        if (row < 0) return;
        var count = values.Count(value => !isAllowed(value));
        var more = count > 1 ? $" ({count} rows are like this)" : "";
        var found = values[row].ToString("R", CultureInfo.InvariantCulture);
        throw new SurvivalDataException(
            $"Row {row + 1}{PatientOf(data, row)} has {columnName} {found}{more}: expected {expected}.", columnName, row);
    }

    private static string PatientOf(IDataView data, int row) =>
        data.Schema.GetColumnOrNull(SurvivalColumns.PatientId) is { Type: TextDataViewType } id
            ? $", patient {data.GetColumn<string>(id).ElementAt(row)},"
            : "";
}
