using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>Sections about what a model uses and how steady it is.</summary>
internal static class ModelBehaviour
{
    public static IEnumerable<PageSection> Sections(ModelPageContent content)
    {
        if (content.Importances.Count > 0) yield return Importance(content.Importances);
        if (Experts(content) is { } experts) yield return experts;
        if (content.Seeds.Count > 0) yield return Stability(content.Seeds);
    }

    private static PageSection Importance(IReadOnlyList<ModalityImportance> importances) => new(
        "importance", "What it uses",
        [
            new TextPart("How far the concordance index falls when one kind of data is shuffled between patients, so that it carries no "
                + "information. The range is over the repetitions of the shuffling, not over other patients."),
            FigurePart.Of(importances.Plot(), "Drop of the concordance index, with the range over the repetitions."),
            TablePart.Of("Importance of each modality",
                [new("Modality"), new("Mean drop", IsNumber: true), new("Range", IsNumber: true), new("Repetitions", IsNumber: true)],
                importances.OrderByDescending(one => one.MeanDrop).Select(one => (IReadOnlyList<string>)
                [
                    one.Modality, ReportNumbers.Fixed(one.MeanDrop),
                    ReportNumbers.Interval(
                        one.Complete.ConcordanceIndex - one.Permuted.Max(), one.Complete.ConcordanceIndex - one.Permuted.Min()),
                    ReportNumbers.Count(one.Permuted.Count),
                ])),
        ]);

    private static PageSection? Experts(ModelPageContent content)
    {
        var groups = content.ExpertUse;
        if (groups.Count == 0 && content.Training.Usage is { } usage) groups = [new("training patients", usage)];
        PagePart[] tables = [.. groups.Where(group => group.Usage.Experts.Count > 0)
            .Select(group => DecisionUsageTable.Of($"Share of patients by expert: {group.Label}", group.Usage))];
        return tables.Length == 0 ? null : new(
            "experts", "Experts of the network",
            [
                new TextPart("A gate chooses one expert for each patient in some layers. Equal shares mean that all experts are used; one "
                    + "expert with nearly all patients means that the others are idle."),
                .. tables,
            ]);
    }

    private static PageSection Stability(IReadOnlyList<SeedResult> seeds)
    {
        var values = seeds.Select(one => one.Concordance).ToArray();
        return new("stability", "Stability over seeds",
        [
            new TextPart($"The same training with {ReportNumbers.Counted(seeds.Count, "seed")}: concordance from "
                + $"{ReportNumbers.Fixed(values.Min())} to {ReportNumbers.Fixed(values.Max())}, mean "
                + $"{ReportNumbers.Fixed(values.Average())}."),
            TablePart.Of("Concordance by seed",
                [new("Seed"), new("Concordance", IsNumber: true), new("95 % interval", IsNumber: true)],
                seeds.Select(one => (IReadOnlyList<string>)
                [
                    $"{one.Seed}", ReportNumbers.Fixed(one.Concordance),
                    double.IsNaN(one.Lower + one.Upper) ? "–" : ReportNumbers.Interval(one.Lower, one.Upper),
                ])),
        ]);
    }
}
