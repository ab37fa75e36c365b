using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>What a program can know about items of the checklist, from what it did itself.</summary>
internal static class TripodKnowledge
{
    /// <summary>Sentences by number of the item, and whether they answer it whole.</summary>
    public static Dictionary<string, (string Text, bool IsWhole)> Of(TripodCardContent content)
    {
        Dictionary<string, (string, bool)> known = new(StringComparer.Ordinal);
        FromTraining(known, content.Training);
        if (content.Cohort is { } cohort) FromCohort(known, cohort);
        if (content.Validation is { } metrics) FromValidation(known, metrics);
        known["4"] = (content.Validation is null ? "Development; this card holds no evaluation." : "Development and evaluation.", false);
        known["21"] = (Analyses(content), true);
        return known;
    }

    private static void FromTraining(Dictionary<string, (string, bool)> known, TrainingRecord training)
    {
        var networks = Math.Max(1, training.Members.Count);
        var held = training.ValidationPatients > 0
            ? $"{ReportNumbers.Counted(training.ValidationPatients, "patient")} were held out of the training patients to choose the epoch"
            : "no patients were held out during training";
        known["12a"] = ($"Trained on {ReportNumbers.Counted(training.Patients, "patient")} "
            + $"({ReportNumbers.Counted(training.Events, "death")}); {held}.", false);
        var start = training.LinearStart is { Count: > 0 } linear
            ? " It starts from cross-validated ridge Cox predictors: " + string.Join(", ", linear.Select(one =>
                $"{one.Modality.ToString().ToLowerInvariant()} ({ReportNumbers.Counted(one.Features, "feature")})")) + "."
            : "";
        known["12c"] = ($"Neural network with discrete hazards; {ReportNumbers.Counted(networks, "network")}, "
            + $"{ReportNumbers.Counted(training.Curve.Count, "epoch")}, weights of epoch {training.SelectedEpoch} ({training.Selection}), "
            + $"seed {training.Seed}.{start}", false);
        known["12g"] = ("Predictions are computed by the stored model with AdaMHF.MLNet "
            + $"{training.LibraryVersion} (ML.NET {training.MLNetVersion}, TorchSharp {training.TorchSharpVersion}).", true);
        known["15"] = ("A risk score, a hazard per time bin and a survival curve in months. There are no classes unless a threshold is "
            + "chosen; the median of the risk is used where risk groups are shown.", false);
        known["18f"] = ($"AdaMHF.MLNet {training.LibraryVersion}, MIT licence.", false);
        known["22"] = ("The stored model (zip) holds all weights and the preparation of the data; SHA-256 of the training data: "
            + $"{training.DataHash}.", false);
    }

    private static void FromCohort(Dictionary<string, (string, bool)> known, CohortReport cohort)
    {
        var left = cohort.LeftOut.Count == 0 ? "nobody is left out" : $"{ReportNumbers.Counted(cohort.LeftOut.Count, "patient")} are "
            + $"left out: "
            + string.Join("; ", Reasons(cohort));
        known["5a"] = ($"Table {cohort.Source} with {ReportNumbers.Counted(cohort.Rows, "row")}.", false);
        known["6b"] = ($"Of the table's patients {left}.", false);
        known["7"] = (cohort.Assumptions.Count == 0
            ? "Read without assumptions."
            : $"Assumed while reading: {string.Join(" ", cohort.Assumptions)}", false);
        known["9b"] = ($"{ReportNumbers.Counted(cohort.Genes, "gene column")}, {ReportNumbers.Counted(cohort.Slides, "slide")}"
            + (cohort.Clinical.Count == 0 ? "" : ", clinical columns " + string.Join(", ", cohort.Clinical.Select(one => one.Name)))
            + ".", false);
        var missing = cohort.Clinical.Where(one => one.Missing > 0)
            .Select(one => $"{one.Name} {ReportNumbers.Count(one.Missing)}").ToArray();
        known["11"] = ((missing.Length == 0 ? "No clinical value is missing." : $"Patients without a value: {string.Join(", ", missing)}.")
            + " A patient without a modality is predicted from the others.", false);
        known["10"] = ($"All {ReportNumbers.Counted(cohort.Patients, "patient")} of the table with an outcome are used; "
            + "no size was computed beforehand by the program.", false);
        known["20a"] = ($"{ReportNumbers.Counted(cohort.Patients, "patient")}, {ReportNumbers.Counted(cohort.Events, "death")} observed; "
            + $"median "
            + $"follow-up {PageText.Months(cohort.MedianFollowUpMonths)}, longest {PageText.Months(cohort.LongestMonths)}; {left}.", true);
    }

    private static void FromValidation(Dictionary<string, (string, bool)> known, SurvivalMetrics metrics)
    {
        known["12e"] = ("Discrimination: Harrell's and Uno's concordance, time-dependent AUC. Calibration: A- and D-calibration over all "
            + "times; predicted against observed survival at a horizon, in groups and by a smooth curve. Both: Brier score against "
            + "Kaplan-Meier. Usefulness: net benefit over thresholds. Groups: log-rank test at the median risk."
            + (metrics.Subgroups.Count == 0 ? "" : " Subgroups: concordance of each, heterogeneity, interaction with the risk."), false);
        List<string> results =
        [
            $"Concordance {ReportNumbers.Fixed(metrics.ConcordanceIndex)} (95 % CI "
                + $"{ReportNumbers.Interval(metrics.LowerBound, metrics.UpperBound)})",
        ];
        if (metrics.Uno is { } uno) results.Add($"Uno's concordance {ReportNumbers.Fixed(uno.ConcordanceIndex)}");
        if (metrics.DynamicAuc is { } auc) results.Add($"mean AUC {ReportNumbers.Fixed(auc.Mean)}");
        if (metrics.Brier is { } brier)
            results.Add($"integrated Brier score {ReportNumbers.Fixed(brier.Integrated)} "
                + $"({ReportNumbers.Fixed(metrics.BrierOfKaplanMeier?.Integrated ?? double.NaN)} by Kaplan-Meier)");
        if (metrics.ACalibration is { } a) results.Add($"A-calibration p {ReportNumbers.PValue(a.PValue)}");
        if (metrics.DCalibration is { } d) results.Add($"D-calibration p {ReportNumbers.PValue(d.PValue)}");
        if (metrics.GroupedCalibration is { UndefinedReason: null } grouped)
        {
            results.Add($"calibration at {PageText.Months(metrics.CalibrationHorizon)} p {ReportNumbers.PValue(grouped.AdjustedPValue)} "
                + $"in {ReportNumbers.Counted(grouped.Groups, "group")}");
        }
        if (metrics.SmoothCalibration is { } smooth)
            results.Add($"mean error there {ReportNumbers.Fixed(smooth.MeanError)}, slope {ReportNumbers.Fixed(smooth.Slope)}");
        known["23a"] = ($"{string.Join("; ", results)}. {Subgroups(metrics)}", false);
    }

    private static string Subgroups(SurvivalMetrics metrics)
    {
        if (metrics.Subgroups.Count == 0) return "Subgroups are not evaluated here.";
        var groups = metrics.Subgroups.Select(group => $"{group.Value}: concordance {ReportNumbers.Fixed(group.Metrics.ConcordanceIndex)} "
            + $"({ReportNumbers.Interval(group.Metrics.LowerBound, group.Metrics.UpperBound)}; "
            + $"{ReportNumbers.Counted(group.Metrics.Patients, "patient")}, {ReportNumbers.Counted(group.Metrics.Events, "death")})");
        var test = metrics.SubgroupTest is { UndefinedReason: null } known
            ? $"; difference between them p {ReportNumbers.PValue(known.HeterogeneityPValue)}, interaction with the risk p "
                + ReportNumbers.PValue(known.InteractionPValue)
            : "";
        return $"Subgroups: {string.Join("; ", groups)}{test}.";
    }

    private static IEnumerable<string> Reasons(CohortReport cohort) => cohort.LeftOut.GroupBy(one => one.Reason)
        .OrderByDescending(group => group.Count()).Take(5).Select(group => $"{group.Key} ({ReportNumbers.Count(group.Count())})");

    private static string Analyses(TripodCardContent content)
    {
        var training = $"Training: {ReportNumbers.Counted(content.Training.Patients, "patient")}, "
            + $"{ReportNumbers.Counted(content.Training.Events, "death")}.";
        return content.Validation is { } metrics
            ? $"{training} Evaluation: {ReportNumbers.Counted(metrics.Patients, "patient")}, "
                + $"{ReportNumbers.Counted(metrics.Events, "death")}."
            : training;
    }
}
