using AdaMHF.Survival;

namespace AdaMHF.Benchmark;

/// <summary>Predicted curves of a unit's complete held-out patients, and their outcomes.</summary>
/// <param name="Time">Months.</param>
/// <param name="Event">True = death observed.</param>
/// <param name="Predictions">Straight between the edges of the bins; the open one ends at the longest training time.</param>
internal sealed record UnitCurves(double[] Time, bool[] Event, SurvivalPredictions Predictions)
{
    /// <summary>Predicted survival of every patient at one time.</summary>
    public double[] SurvivalAt(double months) =>
        [.. Enumerable.Range(0, Time.Length).Select(patient => Predictions.At(patient, months))];

    /// <summary>Null where the system predicts no curves, or nobody.</summary>
    public static UnitCurves? Of(UnitResult unit)
    {
        var manifest = unit.Manifest;
        var known = ConditionResult.Known(unit.Predictions.Where(prediction => prediction.Condition == Condition.Complete.Name));
        if (manifest.BinEdges.Count < 2 || known.Length == 0) return null;
        double[] times = [.. manifest.BinEdges.Skip(1)];
        times[^1] = Math.Max(manifest.LongestMonths, Math.BitIncrement(times.Length > 1 ? times[^2] : 0));
        var survival = new double[known.Length, times.Length];
        for (var i = 0; i < known.Length; i++)
        {
            for (var k = 0; k < times.Length; k++) survival[i, k] = known[i].Survival[k];
        }
        return new(
            Array.ConvertAll(known, one => one.Time),
            Array.ConvertAll(known, one => one.Event),
            new SurvivalPredictions(times, survival, CurveShape.Linear));
    }
}
