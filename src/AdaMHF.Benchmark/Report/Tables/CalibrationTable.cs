namespace AdaMHF.Benchmark;

/// <summary>Calibration beside concordance, fold by fold.</summary>
internal static class CalibrationTable
{
    public static ReportTable Of(ReportData data)
    {
        var concordance = data.Rows.Where(row => row.Table == "I").ToLookup(row => (row.Cohort, row.System));
        return new(
            "calibration", "Calibration of the predicted curves, complete held-out patients",
            "Rejected: folds (and seeds) whose calibration is rejected at a false discovery rate of 5 % within the line, after Benjamini "
            + "and Hochberg, of all that predict curves. At the median time of death of the fold's held-out patients, in fifths of rising "
            + "prediction: with a variance that is adjusted for censoring; weighted: the Hosmer-Lemeshow form of published audits "
            + "(arXiv 2604.04239), whose variance ignores censoring, so that it rejects calibrated predictions too often. Over all times: "
            + "A-calibration. After Platt, isotonic: the first test again, of curves recalibrated there on the held-out patients of the "
            + "other folds. Few deaths in a fold reject nothing; a large error with no rejection is no proof of calibration. A fold whose "
            + "patients all have one prediction, or only 0 and 1, cannot be tested and is not counted. Means over the folds: error, the "
            + "integrated calibration index there; slope, 1 for calibrated curves, below 1 where they are too extreme; explained "
            + "variation, 1 - integrated Brier score / that of the held-out patients' Kaplan-Meier curve.",
            [
                "system", "cohort", "C, [95 %]", "rejected at the median", "weighted", "over all times", "after Platt",
                "after isotonic", "error", "slope", "explained variation",
            ],
            [
                .. from cohort in data.Plan.Cohorts
                   from system in data.Systems
                   let summary = CalibrationSummary.Of(data.UnitsOf(cohort.Name, system.Key))
                   where summary is not null
                   select (IReadOnlyList<TableCell>)
                   [
                       system.Name, cohort.Name, TableCell.Of(concordance[(cohort.Name, system.Key)].FirstOrDefault()),
                       Text(summary.Rejected), Text(summary.RejectedWeighted), Text(summary.RejectedOverall),
                       Text(summary.RejectedAfterPlatt), Text(summary.RejectedAfterIsotonic),
                       Numbers.Index(summary.Error), Slope(summary.Slope), Numbers.Difference(summary.ExplainedVariation),
                   ],
            ]);
    }

    /// <summary>What stands beside a C-index.</summary>
    public static string Short(CalibrationSummary? summary) => summary switch
    {
        null => "",
        { Rejected.Tested: 0 } => "; calibration cannot be tested",
        _ => "; calibration rejected in " + Text(summary.Rejected),
    };

    private static string Text(RejectedUnits? units) => units switch
    {
        null => "one fold",
        { Tested: 0 } => "cannot be tested",
        { } tested => Numbers.Text($"{tested.Rejected} of {tested.Tested}"),
    };

    private static TableCell Slope(double slope) => double.IsNaN(slope) ? "undefined" : Numbers.Text($"{slope:F2}");
}
