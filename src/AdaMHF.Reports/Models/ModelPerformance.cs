using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>Sections about how well a model predicts.</summary>
internal static class ModelPerformance
{
    public static IEnumerable<PageSection> Sections(ModelPageContent content)
    {
        if (content.Validation is { } metrics) yield return Measures(metrics, content.ValidationPatients);
        if (content.RiskGroups.Count > 0)
        {
            yield return new("groups", "Survival by risk group",
                [FigurePart.Of(content.RiskGroups.Plot(), PageText.KaplanMeier), Groups(content.RiskGroups)]);
        }
        if (Calibration(content) is { } calibration) yield return calibration;
        if (content.Usefulness is { } plot)
        {
            yield return new("usefulness", "Is it useful",
            [
                FigurePart.Of(plot, "Net benefit: true positives gained per patient, less the false alarms at what they are worth. The "
                    + "model "
                    + "is useful at thresholds where its line lies above both others. Which threshold is right is a choice of the clinic."),
            ]);
        }
    }

    private static PageSection Measures(SurvivalMetrics metrics, string patients)
    {
        (string Name, string Value, string Interval, string Meaning)[] rows =
        [
            ("Concordance (Harrell)", ReportNumbers.Fixed(metrics.ConcordanceIndex), Interval(metrics.LowerBound, metrics.UpperBound),
                "0.5 is chance, 1 perfect"),
            ("Concordance (Uno)", Text(metrics.Uno?.ConcordanceIndex), Interval(metrics.Uno?.LowerBound, metrics.Uno?.UpperBound),
                "does not depend on the length of follow-up"),
            ("Area under the ROC curve over time", Text(metrics.DynamicAuc?.Mean), "–", "0.5 is chance, 1 perfect"),
            ("Integrated Brier score", Text(metrics.Brier?.Integrated), "–",
                $"lower is better; {Text(metrics.BrierOfKaplanMeier?.Integrated)} without any model"),
            ("D-calibration, p", metrics.DCalibration is { } d ? ReportNumbers.PValue(d.PValue) : "–", "–",
                "small: predicted curves do not fit"),
            ("Log-rank test of risk groups, p", metrics.MedianRiskGroups is { } test ? ReportNumbers.PValue(test.PValue) : "–", "–",
                "small: groups differ in survival"),
        ];
        List<PagePart> parts =
        [
            new TextPart($"{ReportNumbers.Counted(metrics.Patients, "patient")}, {ReportNumbers.Counted(metrics.Events, "death")}, "
                + $"{ReportNumbers.Counted(metrics.ComparablePairs, "comparable pair")}: {patients}. "
                + $"{ReportNumbers.Counted(metrics.LeftOut.Count, "patient")} left out."),
            TablePart.Of("Measures", [new("Measure"), new("Value", IsNumber: true), new("95 % interval", IsNumber: true), new("Reading")],
                rows.Where(row => row.Value != "–")
                    .Select(row => (IReadOnlyList<string>)[row.Name, row.Value, row.Interval, row.Meaning]), isWide: true),
        ];
        if (metrics.UndefinedReasons.Count > 0)
        {
            parts.Add(new TextPart("Not computed:"));
            parts.Add(new ListPart([.. metrics.UndefinedReasons.Select(one => $"{one.Key}: {one.Value}")]));
        }
        return new("measures", "How well it predicts", parts);
    }

    private static TablePart Groups(IReadOnlyList<SurvivalGroup> groups) => TablePart.Of(
        "Risk groups",
        [new("Group"), new("Patients", IsNumber: true), new("Deaths", IsNumber: true), new("Median survival", IsNumber: true)],
        groups.Select(group => (IReadOnlyList<string>)
        [
            group.Label, ReportNumbers.Count(group.Patients), ReportNumbers.Count(group.Events), PageText.Months(group.Curve.Median),
        ]));

    private static PageSection? Calibration(ModelPageContent content)
    {
        var metrics = content.Validation;
        var plot = content.Calibration ?? (metrics is null || metrics.Calibration.IsEmpty ? null : metrics.PlotCalibration());
        if (plot is null) return null;
        List<PagePart> parts = [FigurePart.Of(plot, PageText.Calibration)];
        if (metrics is { Calibration.IsEmpty: false })
        {
            parts.Add(TablePart.Of(
                $"Predicted and observed survival at {PageText.Months(metrics.CalibrationHorizon)}",
                [new("Group"), new("Patients", IsNumber: true), new("Predicted", IsNumber: true), new("Observed", IsNumber: true),
                    new("95 % interval", IsNumber: true)],
                metrics.Calibration.Select((group, i) => (IReadOnlyList<string>)
                [
                    $"{i + 1}", ReportNumbers.Count(group.Subjects), ReportNumbers.Percent(group.Predicted),
                    ReportNumbers.Percent(group.Observed), Shares(group.LowerBound, group.UpperBound),
                ])));
        }
        return new("calibration", "Are the probabilities right", parts);
    }

    private static string Shares(double lower, double upper) =>
        double.IsNaN(lower + upper) ? "–" : $"{ReportNumbers.Percent(lower)} to {ReportNumbers.Percent(upper)}";

    private static string Text(double? value) => ReportNumbers.Fixed(value ?? double.NaN);

    private static string Interval(double? lower, double? upper) =>
        lower is { } low && upper is { } high && !double.IsNaN(low + high) ? ReportNumbers.Interval(low, high) : "–";
}
