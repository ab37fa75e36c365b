using AdaMHF.Networks;

namespace AdaMHF.Benchmark;

/// <summary>What AdaMHF's adaptive parts do for held-out patients.</summary>
internal static class AdaptationTable
{
    private const string None = "—";

    public static ReportTable Of(IEnumerable<AdaptationRow> rows) => new(
        "adaptation", "What adapts",
        "Held-out patients, complete; means over folds and seeds of what the units' manifests say, of an ensemble its first member. K_top "
        + "inside: share of the patients whose number of selected tokens lies strictly between its bounds, 1 and the smaller of N and the "
        + "most allowed; those whose bounds leave nothing between do not count. Gates: layers with at least two experts, of which one "
        + "runs. Collapsed: more than 90 % of the patients go to one expert. Knows the subtype: permutation p of the mutual information "
        + "of experts and true subtypes below 0.01 by Holm over the gates; in the small print the largest adjusted mutual information "
        + "(1 for equal groupings, 0 by chance). Front: mean area under the ROC curve of the patch scores, tumour front against other "
        + "patches. Share: Spearman's correlation of K_top / N with the true share of the front, where patients differ in it, and the "
        + "largest permutation p of a unit.",
        [
            "cohort", "system", "K_top inside, pathology", "K_top inside, genomics", "gates", "collapsed gates",
            "gates that know the subtype", "front AUC", "K_top / N with front share",
        ],
        [
            .. rows.Select(row => (IReadOnlyList<TableCell>)
            [
                row.Cohort, row.System.Name, Tokens(row, Modality.Pathology), Tokens(row, Modality.Genomics),
                Count(row.Gates), Count(row.CollapsedGates),
                row.GatesThatKnowSubtype is { } know
                    ? new TableCell(Count(know), Numbers.Text($"largest agreement {row.LargestSubtypeInformation:F2}"))
                    : None,
                row.FrontAuc is { } area ? Numbers.Index(area) : None,
                row.ShareCorrelation is { } correlation
                    ? new TableCell(Numbers.Text($"{correlation:F2}"), $"p {Numbers.PValue(row.SharePValue ?? double.NaN)}")
                    : None,
            ]),
        ]);

    private static TableCell Tokens(AdaptationRow row, Modality modality) => row.MeanSelected(modality) is { } selected
        ? new TableCell(
            row.ShareInside(modality) is { } inside ? Numbers.Text($"{100 * inside:F0} %") : None,
            Numbers.Text($"mean {selected:F1} of {row.MeanTokens(modality):F0}"))
        : None;

    private static string Count(double mean) => Numbers.Text($"{mean:0.#}");
}
