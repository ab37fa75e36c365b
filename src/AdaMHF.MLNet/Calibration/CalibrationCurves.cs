using Microsoft.ML;
using Microsoft.ML.Calibrators;

namespace AdaMHF.MLNet;

/// <summary>Fits one curve per time bin with ML.NET's calibrators of binary classification: who was at risk in a bin, and did he die in it?</summary>
internal static class CalibrationCurves
{
    /// <summary>The curves.</summary>
    /// <param name="method">Kind of curve.</param>
    /// <param name="settings">Time bins of the hazards.</param>
    /// <param name="outcomes">What became of the patients.</param>
    /// <param name="hazards">Predicted hazards of each patient.</param>
    public static CalibrationCurve[] Fit(HazardCalibration method, PrognosisSettings settings, SurvivalOutcomes outcomes, float[][] hazards)
    {
        double[] ends = [.. settings.TimeBinEdges[1..^1], settings.LongestMonths];
        return [.. ends.Select((end, bin) =>
        {
            var start = settings.TimeBinEdges[bin];
            Judged[] atRisk = [.. Enumerable.Range(0, hazards.Length).Where(i => IsJudged(outcomes.Time[i], outcomes.Event[i], start, end)).Select(i => new Judged
            {
                Score = method == HazardCalibration.Platt ? (float)CalibrationCurve.LogOdds(hazards[i][bin]) : hazards[i][bin],
                // Whoever died after the end of the last bin outlived it.
                Label = outcomes.Event[i] && outcomes.Time[i] <= end,
            })];
            if (atRisk.All(patient => patient.Label) || !atRisk.Any(patient => patient.Label)) return CalibrationCurve.Unchanged;
            return method == HazardCalibration.Platt ? Logistic(atRisk) : Isotonic(atRisk);
        })];
    }

    /// <summary>Whether a patient tells about a bin: he died in it, outlived it, or was lost after its middle, which counts as outlived, as in a life table.</summary>
    private static bool IsJudged(double time, bool died, double start, double end) => time >= start && (died || time >= (start + end) / 2);

    private static CalibrationCurve Logistic(Judged[] atRisk)
    {
        var ml = new MLContext(seed: 0);
        ISingleFeaturePredictionTransformer<PlattCalibrator> fitted =
            ml.BinaryClassification.Calibrators.Platt(nameof(Judged.Label), nameof(Judged.Score)).Fit(ml.Data.LoadFromEnumerable(atRisk));
        // ML.NET's slope and offset are those of the log odds against death.
        var (slope, offset) = (-fitted.Model.Slope, -fitted.Model.Offset);
        if (slope > 0) return CalibrationCurve.Logistic(slope, offset);
        // Who is said to be at risk dies less often: the order is not to be turned round, so that only the level is put right.
        return CalibrationCurve.Logistic(0, CalibrationCurve.LogOdds(atRisk.Average(patient => patient.Label ? 1.0 : 0)));
    }

    private static CalibrationCurve Isotonic(Judged[] atRisk)
    {
        var ml = new MLContext(seed: 0);
        ISingleFeaturePredictionTransformer<IsotonicCalibrator> fitted =
            ml.BinaryClassification.Calibrators.Isotonic(nameof(Judged.Label), nameof(Judged.Score)).Fit(ml.Data.LoadFromEnumerable(atRisk));
        var (lowest, highest, values) = (fitted.Model.Mins, fitted.Model.Maxes, fitted.Model.Values);
        // Both ends of every step; a step of one value has one.
        var points = Enumerable.Range(0, values.Length)
            .SelectMany(step => lowest[step] < highest[step] ? [(lowest[step], values[step]), (highest[step], values[step])] : new[] { (lowest[step], values[step]) })
            .ToArray();
        return CalibrationCurve.Through([.. points.Select(point => (double)point.Item1)], [.. points.Select(point => (double)point.Item2)]);
    }

    private sealed class Judged
    {
        public float Score { get; set; }

        public bool Label { get; set; }
    }
}
