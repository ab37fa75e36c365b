using System.Globalization;
using AdaMHF.MLNet;
using AdaMHF.Reports;
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
        select Of($"{system.Name}, {cohort.Name}", units);

    private static Chart Of(string title, UnitResult[] units)
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
        SurvivalGroup[] groups = [.. new[] { (0, "low risk"), (1, "high risk") }
            .Select(one => GroupOf(one.Item2, [.. Enumerable.Range(0, time.Length).Where(patient => high[patient] == one.Item1)]))
            .OfType<SurvivalGroup>()];
        return new(
            title,
            // The test of the plot knows no folds.
            groups.Plot(new() { MaxTime = end, LogRank = false, ConfidenceLevel = null, CensorMarks = false }),
            $"{TestOf(time, died, high, stratum)} Split at each fold's median; the axis ends where one in twenty is left.");

        SurvivalGroup? GroupOf(string label, int[] members) => members.Length == 0 ? null : new(
            label, members.Length, members.Count(patient => died[patient]),
            KaplanMeier.Fit([.. members.Select(patient => time[patient])], [.. members.Select(patient => died[patient])]));
    }

    // A network that learned nothing gives everybody one risk, so that nobody is below the median.
    private static string TestOf(double[] time, bool[] died, int[] high, int[] stratum) => high.Distinct().Count() < 2
        ? "No log-rank test: no patient is below the median risk of the fold."
        : string.Create(CultureInfo.InvariantCulture,
            $"Log-rank p = {Numbers.PValue(LogRank.TestStratified(time, died, high, stratum).PValue)} (stratified by fold).");
}
