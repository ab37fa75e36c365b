using AdaMHF.MLNet;
using Microsoft.ML;

namespace Genomics;

/// <summary>A first look at a table before anything is trained.</summary>
internal static class TableReport
{
    public static int Run(DirectoryInfo data, string[] cohorts)
    {
        foreach (var name in cohorts)
        {
            var ml = new MLContext(seed: 0);
            var cohort = ml.Data.LoadSurvivalCohort(
                Path.Combine(data.FullName, $"tcga_{name}.csv.gz"), new() { GeneGroups = GeneGroups.FromCsv(Path.Combine(data.FullName, "signatures.csv")) });
            Console.WriteLine($"{name.ToUpperInvariant()}: {cohort.PatientCount} patients, {cohort.EventCount} events, {cohort.GeneColumns.Count:N0} gene columns");
            Console.WriteLine(cohort.GeneGroups.Report(cohort.GeneColumns));
            if (ml.Transforms.GroupGenomics(cohort.GeneGroups).Fit(cohort.Data).SiteEffect is { } site)
            {
                Console.WriteLine(FormattableString.Invariant(
                    $"Site: {site.Share:P1} of the variance of the first {site.Components} principal components, {site.AdjustedShare:P1} beyond chance ({site.Sites} sites, {site.Patients} patients)"));
            }
            Console.WriteLine();
        }
        return 0;
    }
}
