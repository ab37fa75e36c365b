using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>A page about a model: whom it was trained on, how well it predicts, what it uses.</summary>
public static class ModelPage
{
    /// <summary>Puts the page together.</summary>
    /// <param name="content">What stands on it.</param>
    public static ReportPage Create(ModelPageContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        PageSection?[] sections =
        [
            Summary(content), content.Cohort is { } cohort ? Cohort(cohort) : null, .. ModelPerformance.Sections(content),
            .. ModelBehaviour.Sections(content), Training(content.Training), Reading(),
        ];
        return new(new(
            "Survival model", content.Name, "Whom the model was trained on, how well it predicts survival, and what it uses.",
            [.. sections.OfType<PageSection>()]));
    }

    private static PageSection Summary(ModelPageContent content)
    {
        var training = content.Training;
        List<PageFact> facts =
        [
            new("Training patients", ReportNumbers.Count(training.Patients)),
            new("Deaths among them", ReportNumbers.Count(training.Events)),
        ];
        List<PagePart> parts = [new FactsPart(facts)];
        if (content.Validation is { } metrics)
        {
            facts.Add(new("Evaluated patients", ReportNumbers.Count(metrics.Patients)));
            facts.Add(new("Concordance index", ReportNumbers.Fixed(metrics.ConcordanceIndex)));
            parts.Add(new TextPart($"Evaluated on {content.ValidationPatients}. {PageText.Concordance}"));
        }
        else
        {
            parts.Add(new TextPart("There is no evaluation on patients who were not trained on: nothing on this page says how well the "
                + "model predicts."));
        }
        return new("summary", "In short", parts);
    }

    private static PageSection Cohort(CohortReport cohort)
    {
        List<PagePart> parts =
        [
            new FactsPart(
            [
                new("Patients", ReportNumbers.Count(cohort.Patients)), new("Deaths observed", ReportNumbers.Count(cohort.Events)),
                new("Median follow-up", PageText.Months(cohort.MedianFollowUpMonths)),
                new("Longest time", PageText.Months(cohort.LongestMonths)), new("Slides", ReportNumbers.Count(cohort.Slides)),
                new("Genes", ReportNumbers.Count(cohort.Genes)),
            ]),
            new TextPart($"Read from {cohort.Source}: {ReportNumbers.Counted(cohort.Rows, "row")}; "
                + $"{ReportNumbers.Counted(cohort.LeftOut.Count, "patient")} left out."),
        ];
        if (cohort.LeftOut.Count > 0)
        {
            parts.Add(TablePart.Of("Patients left out, by reason", [new("Reason"), new("Patients", IsNumber: true)],
                cohort.LeftOut.GroupBy(one => one.Reason).OrderByDescending(group => group.Count()).Take(15)
                    .Select(group => (IReadOnlyList<string>)[group.Key, ReportNumbers.Count(group.Count())])));
        }
        if (cohort.Clinical.Count > 0)
        {
            parts.Add(TablePart.Of("Clinical columns", [new("Column"), new("Kind"), new("Patients without a value", IsNumber: true)],
                cohort.Clinical.Select(one => (IReadOnlyList<string>)
                    [one.Name, one.IsNumber ? "number" : "category", ReportNumbers.Count(one.Missing)])));
        }
        if (cohort.Assumptions.Count > 0)
        {
            parts.Add(new TextPart("Taken for granted while reading:"));
            parts.Add(new ListPart(cohort.Assumptions));
        }
        if (cohort.Warnings.Count > 0)
        {
            parts.Add(new TextPart("Warnings:"));
            parts.Add(new ListPart(cohort.Warnings));
        }
        return new("cohort", "Patients", parts);
    }

    private static PageSection Training(TrainingRecord training)
    {
        List<PagePart> parts = [];
        if (training.Curve.Count > 0)
            parts.Add(FigurePart.Of(training.Plot(), "Loss over the epochs: how far predictions are from the outcomes, lower is better."));
        parts.Add(TablePart.Of("How the model was trained", [new("Setting"), new("Value")],
        [
            ["Training patients", ReportNumbers.Count(training.Patients)],
            ["Validation patients that chose the epoch", ReportNumbers.Count(training.ValidationPatients)],
            ["Selected epoch", $"{training.SelectedEpoch} ({training.Selection})"],
            ["Networks", ReportNumbers.Count(Math.Max(1, training.Members.Count))],
            ["Seed", training.Members.Count > 0 ? string.Join(", ", training.Members.Select(one => one.Seed)) : $"{training.Seed}"],
            ["Device", training.Device],
            ["AdaMHF.MLNet, ML.NET, TorchSharp", $"{training.LibraryVersion}, {training.MLNetVersion}, {training.TorchSharpVersion}"],
            ["SHA-256 of the training data", training.DataHash],
        ]));
        return new("training", "Training", parts);
    }

    private static PageSection Reading() => new("reading", "What this page is not",
    [
        new ListPart(
        [
            "It is not a validation for care: results on other hospitals, scanners and assays are unknown unless they stand here.",
            "It says nothing about fairness between groups of patients unless they were evaluated apart.",
            "Importance and attention describe the model's calculation, not the biology of the disease.",
        ]),
    ]);
}
