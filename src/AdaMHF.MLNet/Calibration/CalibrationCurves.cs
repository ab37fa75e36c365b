using Microsoft.ML;
using Microsoft.ML.Calibrators;

namespace AdaMHF.MLNet;

/// <summary>
/// Fits one curve per time bin with ML.NET's calibrators of binary classification: of the patients at risk in the bin, who died in it?
/// </summary>
internal static class CalibrationCurves
{
    /// <summary>Fits the curves.</summary>
    /// <param name="method">Kind of curve.</param>
    /// <param name="settings">Time bins of the hazards.</param>
    /// <param name="outcomes">Times and events of the patients.</param>
    /// <param name="hazards">Predicted hazards of each patient.</param>
    public static CalibrationCurve[] Fit(
        HazardCalibration method, PrognosisSettings settings, SurvivalOutcomes outcomes, float[][] hazards)
    {
        return [.. Enumerable.Range(0, settings.TimeBinEdges.Length - 1).Select(bin =>
        {
            var known = settings.Bins().AtRisk(bin, outcomes.Time, outcomes.Event, settings.LongestMonths);
            PatientAtRisk[] atRisk = [.. known.Subjects.Zip(known.Events, (i, label) => new PatientAtRisk
            {
                Score = method == HazardCalibration.Platt ? (float)CalibrationCurve.LogOdds(hazards[i][bin]) : hazards[i][bin],
                Label = label,
            })];
            if (atRisk.All(patient => patient.Label) || !atRisk.Any(patient => patient.Label)) return CalibrationCurve.Unchanged;
            return method == HazardCalibration.Platt ? Logistic(atRisk) : Isotonic(atRisk);
        })];
    }

    private static CalibrationCurve Logistic(PatientAtRisk[] atRisk)
    {
        var ml = new MLContext(seed: 0);
        ISingleFeaturePredictionTransformer<PlattCalibrator> fitted = ml.BinaryClassification.Calibrators
            .Platt(nameof(PatientAtRisk.Label), nameof(PatientAtRisk.Score)).Fit(ml.Data.LoadFromEnumerable(atRisk));
        // ML.NET's slope and offset are those of the log odds of survival.
        var (slope, offset) = (-fitted.Model.Slope, -fitted.Model.Offset);
        if (slope > 0) return CalibrationCurve.Logistic(slope, offset);
        // A negative slope would reverse the order of the patients; the level alone is calibrated.
        return CalibrationCurve.Logistic(0, CalibrationCurve.LogOdds(atRisk.Average(patient => patient.Label ? 1.0 : 0)));
    }

    private static CalibrationCurve Isotonic(PatientAtRisk[] atRisk)
    {
        var ml = new MLContext(seed: 0);
        ISingleFeaturePredictionTransformer<IsotonicCalibrator> fitted = ml.BinaryClassification.Calibrators
            .Isotonic(nameof(PatientAtRisk.Label), nameof(PatientAtRisk.Score)).Fit(ml.Data.LoadFromEnumerable(atRisk));
        var (hazards, calibrated) = (new List<double>(), new List<double>());
        for (var step = 0; step < fitted.Model.Values.Length; step++)
        {
            var (lowest, highest) = (fitted.Model.Mins[step], fitted.Model.Maxes[step]);
            Add(lowest, step);
            if (lowest < highest) Add(highest, step);
        }
        return CalibrationCurve.Through([.. hazards], [.. calibrated]);

        void Add(float hazard, int step)
        {
            hazards.Add(hazard);
            calibrated.Add(fitted.Model.Values[step]);
        }
    }

    private sealed class PatientAtRisk
    {
        public float Score { get; set; }

        public bool Label { get; set; }
    }
}
