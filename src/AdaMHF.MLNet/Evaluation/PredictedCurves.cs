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
    /// <param name="patients">Whose curves; those whose curve cannot be used are left out of the patients afterwards.</param>
    /// <param name="training">Their longest time ends the open last bin unless the options set it; null for that of the patients.</param>
    /// <param name="reason">Why there are no curves.</param>
    public static SurvivalPredictions? Read(
        IDataView data,
        SurvivalEvaluationOptions options,
        ref EvaluatedPatients patients,
        SurvivalOutcomes? training,
        out string? reason)
    {
        reason = $"The data have no column '{options.SurvivalProbabilitiesColumnName}' of predicted survival, only a risk.";
        if (data.Schema.GetColumnOrNull(options.SurvivalProbabilitiesColumnName) is not { } column) return null;
        if (column.Type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Single)
            throw SchemaMismatch.Of(column, "survival probability", "a vector of Single");

        // The vectors of a data frame have no declared size.
        var all = data.GetColumn<float[]>(column).ToArray();
        var slots = vector.IsKnownSize ? vector.Size : patients.Rows.Max(row => all[row].Length);
        var longestTime = (training ?? patients.Outcomes).Time.Max();
        if (Times(column, slots, options, longestTime, out reason) is not { } times) return null;
        patients = patients
            .Without(Array.ConvertAll(patients.Rows, row => WhyNot(all[row], times.Length, column.Name)))
            .RequireSome();
        float[][] rows = Array.ConvertAll(patients.Rows, row => all[row]);
        var survival = new double[rows.Length, times.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var k = 0; k < times.Length; k++) survival[i, k] = rows[i][k];
        }
        return new SurvivalPredictions(times, survival, CurveShape.Linear);
    }

    private static string? WhyNot(float[] curve, int times, string columnName)
    {
        if (curve.Length != times) return $"no prediction: {curve.Length} values in {columnName}, expected {times}, one per time";
        var slot = Array.FindIndex(curve, survival => !(survival is >= 0 and <= 1));
        return slot < 0
            ? null
            : FormattableString.Invariant($"no prediction: {curve[slot]} in slot {slot} of {columnName}, expected a probability");
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
