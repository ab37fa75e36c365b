namespace AdaMHF.Reports;

/// <summary>A page about one patient's prediction, in words that a clinician reads.</summary>
public static class PatientPage
{
    private const int ShownPatches = 10;

    /// <summary>Puts the page together.</summary>
    /// <param name="content">What stands on it.</param>
    /// <exception cref="ArgumentException">A contribution is not finite.</exception>
    public static ReportPage Create(PatientPageContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        PageSection?[] sections =
        [
            Summary(content), Survival(content), Reasons(content), Weights(content), Slides(content), Experts(content), Reading(),
        ];
        var model = content.Model is { } name ? $" by the model {name}" : "";
        return new(new(
            "Prediction for one patient",
            $"Patient {content.PatientId}",
            $"Predicted survival{model}, and what the model based it on.",
            [.. sections.OfType<PageSection>()]));
    }

    private static PageSection Summary(PatientPageContent content)
    {
        List<PageFact> facts = [];
        foreach (var months in new[] { 12.0, 24, 60 })
        {
            var survival = content.Curve.SurvivalAt(months);
            if (!double.IsNaN(survival)) facts.Add(new($"Alive at {months:F0} months", ReportNumbers.Percent(survival)));
        }
        var median = double.IsNaN(content.MedianMonths) ? content.Curve.Median : content.MedianMonths;
        facts.Add(new("Median survival", PageText.Months(median)));
        if (content.RiskGroup is { } group) facts.Add(new("Risk group", group.Label));
        if (!double.IsNaN(content.Risk)) facts.Add(new("Risk score", ReportNumbers.Fixed(content.Risk, 2)));
        if (!double.IsNaN(content.ShareWithLowerRisk))
            facts.Add(new("Reference patients with a lower risk", ReportNumbers.Percent(content.ShareWithLowerRisk)));
        List<PagePart> parts = [new FactsPart(facts)];
        parts.Add(new TextPart("The figures are what the model expects of many patients with such data. They are not certain for any one "
            + "of them."));
        if (content.Missing.Count > 0)
        {
            parts.Add(new TextPart($"Missing for this patient: {string.Join(", ", content.Missing)}. "
                + "The model predicts without it; such a prediction is less sure than the figures show."));
        }
        return new("summary", "In short", parts);
    }

    private static PageSection Survival(PatientPageContent content)
    {
        var plot = content.RiskGroup is { } group ? content.Curve.Plot(group) : content.Curve.Plot();
        var beside = content.RiskGroup is null ? "" : " Beside it stands what was observed in the patient's risk group, with its 95 % "
            + "interval.";
        var months = content.Curve.Months;
        var table = TablePart.Of(
            "Predicted survival",
            [new("Months"), new("Alive", IsNumber: true)],
            months.Select((month, k) =>
                (IReadOnlyList<string>)[ReportNumbers.Short(month), ReportNumbers.Percent(content.Curve.Survival[k])]));
        return new("survival", "Survival over time",
            [FigurePart.Of(plot, $"Predicted probability of being alive.{beside}"), table]);
    }

    private static PageSection? Reasons(PatientPageContent content)
    {
        if (content.Contributions.Count == 0) return null;
        var rows = content.Contributions.OrderByDescending(one => Math.Abs(one.Value)).Select(one => (IReadOnlyList<string>)
            [one.Name, ReportNumbers.Signed(one.Value), Effect(one.Value)]);
        return new("reasons", "What moves the prediction",
        [
            new TextPart(PageText.Contributions), FigurePart.Of(content.Contributions.Plot(), "Contributions to the risk score."),
            TablePart.Of("Contributions to the risk score",
                [new("Part of the data"), new("Contribution", IsNumber: true), new("Effect")], rows),
        ]);
    }

    private static string Effect(double value) => value > 0 ? "raises the risk" : value < 0 ? "lowers the risk" : "no effect";

    private static PageSection? Weights(PatientPageContent content) => content.ModalityWeights.Count == 0 ? null : new(
        "modalities", "Which data the model relied on",
        [
            TablePart.Of("Weight of each modality in the prediction", [new("Modality"), new("Weight", IsNumber: true)],
                content.ModalityWeights.Select(one => (IReadOnlyList<string>)[one.Name, ReportNumbers.Percent(one.Value)])),
        ]);

    private static PageSection? Slides(PatientPageContent content)
    {
        if (content.Maps.Count == 0 && content.Pictures is null && content.TopPatches.Count == 0) return null;
        List<PagePart> parts = [new TextPart(PageText.AttentionIsNoCause)];
        foreach (var map in content.Maps)
        {
            parts.Add(FigurePart.Of(map, $"Slide {map.Slide.Slide}: {map.Slide.ScoreName} of each patch."));
            parts.Add(Patches($"Slide {map.Slide.Slide}: patches with the highest "
                + $"{map.Slide.ScoreName}", map.Slide.Top(ShownPatches), true));
        }
        if (content.TopPatches.Count > 0)
            parts.Add(Patches("Patches with the highest scores", [.. content.TopPatches.Take(ShownPatches)], false));
        if (content.Pictures is { } sheet) parts.Add(FigurePart.Of(sheet, "Patches with the highest scores."));
        return new("slides", "Where the model looked", parts);
    }

    private static TablePart Patches(string caption, IReadOnlyList<PatchScore> patches, bool places)
    {
        TableColumn[] columns = places
            ? [new("Patch"), new("x", IsNumber: true), new("y", IsNumber: true), new("Score", IsNumber: true)]
            : [new("Patch"), new("Score", IsNumber: true)];
        return TablePart.Of(caption, columns, patches.Select(patch =>
        {
            var (number, score) = (ReportNumbers.Count(patch.Number), ReportNumbers.Fixed(patch.Score, 4));
            IReadOnlyList<string> cells = places
                ? [number, ReportNumbers.Count(patch.X), ReportNumbers.Count(patch.Y), score]
                : [number, score];
            return cells;
        }));
    }

    private static PageSection? Experts(PatientPageContent content) => content.Experts.Count == 0 ? null : new(
        "experts", "Experts of the network",
        [
            new TextPart("The network has several experts in some layers; a gate chooses one for each patient. Which one ran has no "
                + "medical meaning by itself."),
            TablePart.Of("Chosen experts", [new("Layer"), new("Expert", IsNumber: true), new("Gate probability", IsNumber: true)],
                content.Experts.Select(one => (IReadOnlyList<string>)
                    [one.Layer, ReportNumbers.Count(one.Expert), ReportNumbers.Percent(one.Probability)])),
        ]);

    private static PageSection Reading() => new("reading", "What this page is not",
    [
        new ListPart(
        [
            "It is not a diagnosis and not advice about treatment.",
            "Its probabilities hold only where the model was calibrated on patients like this one; see the model's page.",
            "The model saw the data that were given to it and nothing else: no examination, no history, no later finding.",
            "Explanations describe the model's calculation. They are not evidence about the biology of the tumour.",
        ]),
    ]);
}
