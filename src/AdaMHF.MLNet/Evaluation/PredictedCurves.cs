using System.Globalization;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Reads a column of predicted survival probabilities as curves.</summary>
internal static class PredictedCurves
{
    /// <summary>
    /// The curves, linear between their times; null, with the reason, when the data have no such column or its months are unknown.
    /// </summary>
    /// <param name="data">Scored patients.</param>
    /// <param name="options">Names of the column and its times.</param>
    /// <param name="longestTime">End of the open last bin unless the options set it.</param>
    /// <param name="reason">Why there are no curves.</param>
    public static SurvivalPredictions? Read(
        IDataView data, SurvivalEvaluationOptions options, double longestTime, out string? reason)
    {
        reason = $"The data have no column '{options.SurvivalProbabilitiesColumnName}' of predicted survival, only a risk.";
        if (data.Schema.GetColumnOrNull(options.SurvivalProbabilitiesColumnName) is not { } column) return null;
        if (column.Type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Single)
            throw SchemaMismatch.Of(column, "survival probability", "a vector of Single");

        // The vectors of a data frame have no declared size.
        var rows = data.GetColumn<float[]>(column).ToArray();
        var slots = vector.IsKnownSize ? vector.Size : rows[0].Length;
        if (Times(column, slots, options, longestTime, out reason) is not { } times) return null;
        var odd = Array.FindIndex(rows, row => row.Length != times.Length);
        if (odd >= 0)
        {
            throw new SurvivalDataException(
                $"Row {odd + 1} has {rows[odd].Length} values in '{column.Name}': expected {times.Length}, one per time.",
                column.Name,
                odd);
        }

        var survival = new double[rows.Length, times.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var k = 0; k < times.Length; k++) survival[i, k] = rows[i][k];
        }
        return new SurvivalPredictions(times, survival, CurveShape.Linear);
    }

    private static double[]? Times(
        DataViewSchema.Column column, int slots, SurvivalEvaluationOptions options, double longestTime, out string? reason)
    {
        reason = null;
        double[]? times = options.CurveTimes is { } given ? [.. given] : FromSlotNames(column, slots, out reason);
        if (times is null) return null;
        if (times.Length != slots)
        {
            throw new ArgumentException(
                $"Column '{column.Name}' has {slots} slots for {times.Length} times in {nameof(options.CurveTimes)}; "
                + "expected one time per slot.",
                nameof(options));
        }
        if (double.IsFinite(times[^1])) return times;

        // Times must rise: where nobody was followed beyond the last edge, the bin ends just above it.
        var last = times.Length > 1 ? times[^2] : 0;
        times[^1] = Math.Max(options.CurveEnd ?? longestTime, Math.BitIncrement(last));
        return times;
    }

    private static double[]? FromSlotNames(DataViewSchema.Column column, int slots, out string? reason)
    {
        reason = null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (column.HasSlotNames()) column.GetSlotNames(ref names);
        string[] texts = [.. names.DenseValues().Select(name => name.ToString())];
        var times = new double[slots];
        for (var k = 0; k < slots; k++)
        {
            var text = k < texts.Length ? texts[k] : "";
            if (k == slots - 1 && text == SurvivalOutputColumns.OpenEnd) times[k] = double.PositiveInfinity;
            else if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out times[k]))
            {
                reason = $"Slot {k} of column '{column.Name}' is named '{text}', not by its months: "
                    + $"give them as {nameof(SurvivalEvaluationOptions.CurveTimes)}.";
                return null;
            }
        }
        return times;
    }
}
