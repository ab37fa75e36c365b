using AdaMHF.Survival;

namespace AdaMHF.Benchmark;

/// <summary>Calibration of one system's curves on one cohort, fold by fold, of complete held-out patients.</summary>
/// <remarks>
/// Each unit is tested alone, at the median time of death of its held-out patients and over all times; p-values are adjusted over the units
/// after Benjamini and Hochberg. Explained variation and calibration error are means over the units.
/// </remarks>
internal sealed class CalibrationSummary
{
    private const int Groups = 5;
    private const double FalseDiscoveries = 0.05;

    private readonly UnitCalibration[] _units;

    private CalibrationSummary(UnitCalibration[] units) => _units = units;

    /// <summary>Units whose curves were tested.</summary>
    public int Units => _units.Length;

    /// <summary>Units rejected at the median time of death, in fifths of rising prediction, adjusted for censoring.</summary>
    public int Rejected => Count(unit => unit.GroupedPValue);

    /// <summary>Units rejected there by the weighted Hosmer-Lemeshow form, whose variance ignores censoring.</summary>
    public int RejectedWeighted => Count(unit => unit.WeightedPValue);

    /// <summary>Units rejected over all times by A-calibration.</summary>
    public int RejectedOverall => Count(unit => unit.OverallPValue);

    /// <summary>Mean integrated calibration index.</summary>
    public double Error => Mean(unit => unit.Error);

    /// <summary>Mean slope of calibration; 1 for calibrated curves.</summary>
    public double Slope => Mean(unit => unit.Slope);

    /// <summary>Mean of 1 - Brier score / that of the held-out patients' Kaplan-Meier curve, at the deciles of deaths.</summary>
    public double ExplainedVariation => Mean(unit => unit.ExplainedVariation);

    /// <summary>Null where no unit predicts curves.</summary>
    public static CalibrationSummary? Of(IEnumerable<UnitResult> units)
    {
        UnitCalibration[] tested = [.. units.Select(UnitCalibration.Of).OfType<UnitCalibration>()];
        return tested.Length == 0 ? null : new(tested);
    }

    private int Count(Func<UnitCalibration, double> pValue) =>
        FalseDiscoveryRate.BenjaminiHochberg([.. _units.Select(pValue)]).Count(p => p < FalseDiscoveries);

    private double Mean(Func<UnitCalibration, double> value) =>
        _units.Select(value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    private sealed record UnitCalibration(
        double GroupedPValue, double WeightedPValue, double OverallPValue, double Error, double Slope, double ExplainedVariation)
    {
        public static UnitCalibration? Of(UnitResult unit)
        {
            if (UnitCurves.Of(unit) is not { } curves) return null;
            var (time, died) = (curves.Time, curves.Event);
            double[] deaths = [.. time.Where((months, patient) => died[patient] && months < time.Max()).Order()];
            if (deaths.Length < 2) return null;
            var horizon = deaths[deaths.Length / 2];
            double[] survival = [.. Enumerable.Range(0, time.Length).Select(patient => curves.Predictions.At(patient, horizon))];
            var grouped = GroupedCalibration.Test(time, died, survival, horizon, Groups);
            var smooth = Smooth(time, died, survival, horizon);
            return new(
                grouped.AdjustedPValue,
                grouped.WeightedPValue,
                ACalibration.Test([.. time.Select((months, patient) => curves.Predictions.At(patient, months))], died).PValue,
                smooth?.MeanError ?? double.NaN,
                smooth?.Slope ?? double.NaN,
                Explained(curves));
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
}
