using System.Globalization;
using AdaMHF.Reports;
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
        select Of($"{system.Name}, {cohort.Name}", units);

    private static Chart Of(string title, UnitResult[] units)
    {
        UnitCurves[] folds = [.. units.Select(UnitCurves.Of).OfType<UnitCurves>()];
        double[] time = [.. folds.SelectMany(fold => fold.Time)];
        bool[] died = [.. folds.SelectMany(fold => fold.Event)];
        double[] deaths = [.. time.Where((_, patient) => died[patient]).Order()];
        if (deaths.Length == 0) return new(title, null, "Nobody died, so that there is no time to compare at.");

        var horizon = deaths[deaths.Length / 2];
        double[] predicted =
            [.. folds.SelectMany(fold => Enumerable.Range(0, fold.Time.Length).Select(patient => fold.Predictions.At(patient, horizon)))];
        CalibrationGroup[] groups = [.. HorizonCalibration.Compute(time, died, predicted, horizon, Groups)
            .Where(group => group.UndefinedReason is null)];
        var brier = BrierScore.Compute(time, died, new SurvivalPredictions([horizon], Column(predicted)));
        return new(
            title, groups.Plot(horizon),
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
