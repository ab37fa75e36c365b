using AdaMHF.Survival;

namespace AdaMHF.Benchmark;

/// <summary>Tests and measures of calibration of one unit's complete held-out patients, at their median time of death.</summary>
/// <param name="GroupedPValue">In fifths of rising prediction, adjusted for censoring.</param>
/// <param name="WeightedPValue">The weighted Hosmer-Lemeshow form.</param>
/// <param name="OverallPValue">A-calibration, over all times.</param>
/// <param name="AfterPlattPValue">As the first, after Platt scaling on other folds; NaN without them.</param>
/// <param name="AfterIsotonicPValue">As the first, after isotonic regression on other folds; NaN without them.</param>
/// <param name="Error">Integrated calibration index.</param>
/// <param name="Slope">Slope of calibration.</param>
/// <param name="ExplainedVariation">1 - integrated Brier score / that of the Kaplan-Meier curve.</param>
internal sealed record UnitCalibration(
    double GroupedPValue,
    double WeightedPValue,
    double OverallPValue,
    double AfterPlattPValue,
    double AfterIsotonicPValue,
    double Error,
    double Slope,
    double ExplainedVariation)
{
    private const int Groups = 5;

    private delegate HorizonRecalibration Recalibrate(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> died, ReadOnlySpan<double> predicted, double horizon, CensoringDistribution? g);

    /// <summary>Null where fewer than two deaths lie before the last time.</summary>
    /// <param name="curves">The unit's.</param>
    /// <param name="others">Those of the other folds, for recalibration.</param>
    public static UnitCalibration? Of(UnitCurves curves, UnitCurves[] others)
    {
        var (time, died) = (curves.Time, curves.Event);
        double[] deaths = [.. time.Where((months, patient) => died[patient] && months < time.Max()).Order()];
        if (deaths.Length < 2) return null;
        var horizon = deaths[deaths.Length / 2];
        var survival = curves.SurvivalAt(horizon);
        var grouped = GroupedCalibration.Test(time, died, survival, horizon, Groups);
        var smooth = Smooth(time, died, survival, horizon);
        return new(
            grouped.AdjustedPValue,
            grouped.WeightedPValue,
            ACalibration.Test([.. time.Select((months, patient) => curves.Predictions.At(patient, months))], died).PValue,
            After(HorizonRecalibration.Platt),
            After(HorizonRecalibration.Isotonic),
            smooth?.MeanError ?? double.NaN,
            smooth?.Slope ?? double.NaN,
            Explained(curves));

        double After(Recalibrate method)
        {
            double[] otherTime = [.. others.SelectMany(other => other.Time)];
            bool[] otherDied = [.. others.SelectMany(other => other.Event)];
            // Both states have to occur.
            if (!otherTime.Any(months => months > horizon) || !otherTime.Where((months, i) => otherDied[i] && months <= horizon).Any())
                return double.NaN;
            var fitted = method(otherTime, otherDied, [.. others.SelectMany(other => other.SurvivalAt(horizon))], horizon, null);
            return GroupedCalibration.Test(time, died, Array.ConvertAll(survival, fitted.Apply), horizon, Groups).AdjustedPValue;
        }
    }

    // Cox's regression behind it does not converge where the predictions separate the deaths.
    private static SmoothCalibrationResult? Smooth(double[] time, bool[] died, double[] survival, double horizon)
    {
        try
        {
            return SmoothCalibration.Fit(time, died, Array.ConvertAll(survival, value => 1 - value), horizon);
        }
        catch (SurvivalDataException)
        {
            return null;
        }
    }

    private static double Explained(UnitCurves curves)
    {
        var times = EvaluationTimes.EventDeciles(curves.Time, curves.Event);
        return times.Length < 2
            ? double.NaN
            : 1 - (BrierScore.Compute(curves.Time, curves.Event, curves.Predictions.ReadAt(times)).Integrated
                / BrierScore.OfKaplanMeier(curves.Time, curves.Event, times).Integrated);
    }
}
