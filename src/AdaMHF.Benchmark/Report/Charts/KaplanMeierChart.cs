using System.Globalization;
using AdaMHF.Survival;

namespace AdaMHF.Benchmark;

/// <summary>Kaplan-Meier curves of held-out patients above and below the median risk.</summary>
internal static class KaplanMeierChart
{
    /// <summary>One chart per cohort and system; of the first seed, since the same patients must not count twice.</summary>
    public static IEnumerable<Chart> All(ReportData data) =>
        from cohort in data.Plan.Cohorts
        from system in data.Systems
        let units = data.UnitsOf(cohort.Name, system.Key).Where(unit => unit.Manifest.Unit.Seed == data.Plan.Seeds[0]).ToArray()
        where units.Length > 0
        select Of(cohort.Name, system, units);

    private static Chart Of(string cohort, BenchmarkSystem system, UnitResult[] units)
    {
        var folds = units.Select(
            unit => ConditionResult.Known(unit.Predictions.Where(prediction => prediction.Condition == Condition.Complete.Name)))
                .Where(fold => fold.Length > 0).ToArray();
        PatientPrediction[] all = [.. folds.SelectMany(fold => fold)];
        // Each fold has a model and a scale of its own, and so a median of its own.
        int[] high = [.. folds.SelectMany(fold => MedianSplit.HighRisk(Array.ConvertAll(fold, one => one.Risk)))];
        int[] stratum = [.. folds.SelectMany((fold, number) => Enumerable.Repeat(number, fold.Length))];
        double[] time = Array.ConvertAll(all, one => one.Time);
        bool[] died = Array.ConvertAll(all, one => one.Event);
        // Beyond this time so few are left that the curves say nothing and would only press together what does.
        var end = time.Order().ElementAt((int)(0.95 * (time.Length - 1)));
        var test = LogRank.TestStratified(time, died, high, stratum);

        const double FirstLine = 276;
        var frame = Frame.Draw(
            $"Kaplan-Meier curves of {system.Name} on {cohort}", (0, end, "months", AxisKind.Linear), (0, 1, "survival"), below: 52);
        frame.Drawing.Text(4, FirstLine, "at risk", style: "name");
        Draw(frame, time, died, high, group: 1, "high", Palette.High, FirstLine + 16);
        Draw(frame, time, died, high, group: 0, "low", Palette.Low, FirstLine + 32);
        return new(
            $"{system.Name}, {cohort}", frame.Drawing.ToString(),
            string.Create(CultureInfo.InvariantCulture, $"Log-rank p = {Numbers.PValue(test.PValue)} (stratified by fold). High risk: "
            + $"{high.Sum()} patients, {Deaths(1)} deaths; low: {high.Length - high.Sum()}, {Deaths(0)}. Split at each fold's median; the "
            + $"axis ends where one in twenty is left."));

        int Deaths(int group) => died.Where((dead, patient) => dead && high[patient] == group).Count();
    }

    private static void Draw(Frame frame, double[] time, bool[] died, int[] high, int group, string name, string color, double line)
    {
        int[] members = [.. Enumerable.Range(0, time.Length).Where(patient => high[patient] == group)];
        frame.Drawing.Text(4, line, name, color: color);
        if (members.Length == 0) return;
        var curve = KaplanMeier.Fit([.. members.Select(patient => time[patient])], [.. members.Select(patient => died[patient])]);
        var points = new List<(double, double)> { (frame.X.At(0), frame.Y.At(1)) };
        var survival = 1.0;
        for (var step = 0; step < curve.Times.Length && curve.Times[step] <= frame.X.High; step++)
        {
            points.Add((frame.X.At(curve.Times[step]), frame.Y.At(survival)));
            survival = curve.Survival[step];
            points.Add((frame.X.At(curve.Times[step]), frame.Y.At(survival)));
        }
        frame.Drawing.Path(points, color);
        foreach (var tick in frame.X.Ticks(5))
            frame.Drawing.Text(frame.X.At(tick), line, Numbers.Count(members.Count(patient => time[patient] >= tick)), "middle", color);
    }
}
