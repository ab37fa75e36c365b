using AdaMHF.MLNet;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>Genes and their groups.</summary>
internal static class GeneCheck
{
    private const double ManyMissing = 0.05;
    private const double ManyNotFound = 0.5;

    public static IEnumerable<Finding> Of(DoctorInput input)
    {
        if (input.Cohort is not { } cohort) yield break;
        if (cohort.GeneColumns.Count == 0)
        {
            yield return new(CheckStatus.Fail, "genes", "the table has no gene column", "Gene columns end with _rnaseq, _cnv or _mut.");
            yield break;
        }
        var report = cohort.GeneGroups.Report(cohort.GeneColumns);
        yield return Finding.Of(
            "gene groups", report.EmptyGroups, CheckStatus.Fail,
            $"columns of the groups: {string.Join(", ", report.Groups.Select(group => $"{group.Name} {group.Columns.Count}"))}",
            "groups have no gene in the table",
                "Check the gene symbols and the endings of the columns, or take the group out of the signatures.");
        var (genes, absent) = (report.Groups.Sum(group => group.Genes.Count), report.GenesNotFound.Count);
        yield return absent > ManyNotFound * genes
            ? new(
                CheckStatus.Warn, "signature genes",
                    $"{absent} of {genes} genes of the groups are not in the table, such as {Finding.Some(report.GenesNotFound)}",
                "Symbols may be of another release or written in small letters.")
            : Finding.Pass("signature genes", $"{absent} of {genes} genes of the groups are not in the table");

        float[][] rows = [.. cohort.Data.GetColumn<float[]>(SurvivalColumns.Genes)];
        yield return Cells(cohort, rows);
        string[] never = [.. cohort.GeneColumns.Where((_, gene) => Array.TrueForAll(rows, row => float.IsNaN(row[gene])))];
        yield return Finding.Of(
            "empty genes", never, CheckStatus.Fail, "every gene is measured in a patient", "gene columns are empty in all patients",
                "Remove these columns.");
    }

    private static Finding Cells(SurvivalCohort cohort, float[][] rows)
    {
        string[] without = [.. cohort.Patients.Where((_, patient) => Array.TrueForAll(rows[patient], float.IsNaN))];
        var cells = rows.Sum(row => (long)row.Count(float.IsNaN)) - ((long)without.Length * cohort.GeneColumns.Count);
        var share = cells / Math.Max(1.0, (double)(rows.Length - without.Length) * cohort.GeneColumns.Count);
        var text = Numbers.Text(
            $"{without.Length} of {rows.Length} patients have no genes at all; of the others' values {100 * share:F2} % are missing");
        if (without.Length == rows.Length) return new(CheckStatus.Fail, "missing genes", text, "Check that the gene columns hold numbers.");
        return share > ManyMissing
            ? new(CheckStatus.Warn, "missing genes", text,
                "Missing values are set to the training mean. Leave out genes that most patients lack.")
            : Finding.Pass("missing genes", text);
    }
}
