using AdaMHF.MLNet;
using MathNet.Numerics.Distributions;

namespace AdaMHF.Benchmark;

/// <summary>Whether the site where a patient was treated can pass for prognosis.</summary>
internal static class SiteCheck
{
    private const double Significant = 0.001;

    public static IEnumerable<Finding> Of(DoctorInput input)
    {
        if (input.Cohort is not { } cohort) yield break;
        var siteOf = input.Rows.DistinctBy(row => row.Patient).Where(row => row.Site.Length > 0)
            .ToDictionary(row => row.Patient, row => row.Site, StringComparer.Ordinal);
        if (siteOf.Values.Distinct().Count() < 2)
        {
            yield return Finding.Pass("sites", "the table has no column 'site', or one site alone");
            yield break;
        }
        if (input.Splits.Count > 1) yield return AgainstFolds(siteOf, [.. input.Splits.Select(split => split.HoldOut)]);
        if (cohort.GeneColumns.Count == 0) yield break;
        if (input.ML.Transforms.GroupGenomics(GeneGroups.OfAllGenes(cohort.GeneColumns)).Fit(cohort.Data).SiteEffect is { } effect)
        {
            var text = Numbers.Text(
                $"{100 * effect.AdjustedShare:F1} % of the variance of the first {effect.Components} components of the genes ")
                + Numbers.Text($"is the site, beyond chance ({effect.Sites} sites)");
            yield return effect.IsStrong
                ? new(CheckStatus.Warn, "genes tell the site", text, "Compare with folds that keep a site's patients together.")
                : Finding.Pass("genes tell the site", text);
        }
    }

    /// <summary>Chi-square test of independence of site and held-out fold, and Cramer's V corrected for its bias (Bergsma, 2013).</summary>
    private static Finding AgainstFolds(Dictionary<string, string> siteOf, IReadOnlyList<string>[] folds)
    {
        var pairs = folds.SelectMany(
            (fold, number) => fold.Where(siteOf.ContainsKey).Select(patient => (Site: siteOf[patient], Fold: number))).ToArray();
        var (sites, used) = (pairs.CountBy(pair => pair.Site).ToDictionary(), pairs.CountBy(pair => pair.Fold).ToDictionary());
        if (sites.Count < 2 || used.Count < 2) return Finding.Pass("sites and folds", "too few sites or folds to compare");
        var counts = pairs.CountBy(pair => pair).ToDictionary();
        var chiSquare = (
            from site in sites
            from fold in used
            let expected = (double)site.Value * fold.Value / pairs.Length
            select Math.Pow(counts.GetValueOrDefault((site.Key, fold.Key)) - expected, 2) / expected).Sum();
        var freedom = (sites.Count - 1.0) * (used.Count - 1);
        var p = 1 - ChiSquared.CDF(freedom, chiSquare);
        var (phi, rows, columns) = (
            Math.Max(0, (chiSquare - freedom) / pairs.Length), Shrunk(sites.Count, pairs.Length), Shrunk(used.Count, pairs.Length));
        var association = Math.Sqrt(phi / (Math.Min(rows, columns) - 1));
        var apart = sites.Keys.Count(site => counts.Keys.Count(pair => pair.Site == site) == 1);
        var text = Numbers.Text($"{sites.Count} sites in {used.Count} folds: Cramer's V {association:F2}, p = {Numbers.PValue(p)}; ")
            + $"{apart} sites are in one fold alone";
        if (apart == sites.Count) return Finding.Pass("sites and folds", $"{text}: the folds keep sites apart on purpose");
        return p < Significant
            ? new(
                CheckStatus.Warn, "sites and folds", $"{text}: folds differ in their sites, so that a fold's result may be a site's",
                "Deal the folds anew, stratified by event and time and either blind to the site or keeping sites whole.")
            : Finding.Pass("sites and folds", text);
    }

    private static double Shrunk(int count, int patients) => count - ((count - 1.0) * (count - 1) / (patients - 1));
}
