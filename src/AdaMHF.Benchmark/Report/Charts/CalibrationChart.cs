using System.Globalization;
using AdaMHF.Survival;

namespace AdaMHF.Benchmark;

/// <summary>Predicted against observed survival at the median time of death, in fifths of the held-out patients.</summary>
internal static class CalibrationChart
{
    private const int Groups = 5;

    public static IEnumerable<Chart> All(ReportData data) =>
        from cohort in data.Plan.Cohorts
        from system in data.Systems
        let units = data.UnitsOf(cohort.Name, system.Key)
            .Where(unit => unit.Manifest.Unit.Seed == data.Plan.Seeds[0] && unit.Manifest.BinEdges.Count > 1).ToArray()
        where units.Length > 0
        select Of(cohort.Name, system, units);

    private static Chart Of(string cohort, BenchmarkSystem system, UnitResult[] units)
    {
        UnitCurves[] folds = [.. units.Select(UnitCurves.Of).OfType<UnitCurves>()];
        double[] time = [.. folds.SelectMany(fold => fold.Time)];
        bool[] died = [.. folds.SelectMany(fold => fold.Event)];
        double[] deaths = [.. time.Where((_, patient) => died[patient]).Order()];
        var frame = Frame.Draw(
            $"Calibration of {system.Name} on {cohort}", (0, 1, "predicted survival", AxisKind.Linear), (0, 1, "observed"));
        frame.Drawing.Line(frame.X.At(0), frame.Y.At(0), frame.X.At(1), frame.Y.At(1), "axis");
        if (deaths.Length == 0)
            return new($"{system.Name}, {cohort}", frame.Drawing.ToString(), "Nobody died, so that there is no time to compare at.");

        var horizon = deaths[deaths.Length / 2];
        double[] predicted =
            [.. folds.SelectMany(fold => Enumerable.Range(0, fold.Time.Length).Select(patient => fold.Predictions.At(patient, horizon)))];
        foreach (var group in HorizonCalibration.Compute(time, died, predicted, horizon, Groups)
            .Where(group => group.UndefinedReason is null))
        {
            var x = frame.X.At(group.Predicted);
            // A fifth in which nobody died yet, or all did, has no interval.
            if (double.IsFinite(group.LowerBound))
                frame.Drawing.Segment(x, frame.Y.At(group.LowerBound), x, frame.Y.At(group.UpperBound), Palette.Low, 1.5);
            frame.Drawing.Dot(x, frame.Y.At(group.Observed), 4, Palette.Low,
                Numbers.Text($"{group.Subjects} patients: predicted {group.Predicted:F2}, observed {group.Observed:F2}"));
        }
        var brier = BrierScore.Compute(time, died, new SurvivalPredictions([horizon], Column(predicted)));
        return new(
            $"{system.Name}, {cohort}", frame.Drawing.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"Survival at {horizon:F1} months (median time of death), fifths of {time.Length} "
            + $"patients, {deaths.Length} events; 95 % intervals. Brier score {brier.Scores[0]:F3}."));
    }

    private static double[,] Column(double[] values)
    {
        var column = new double[values.Length, 1];
        for (var i = 0; i < values.Length; i++) column[i, 0] = values[i];
        return column;
    }
}
