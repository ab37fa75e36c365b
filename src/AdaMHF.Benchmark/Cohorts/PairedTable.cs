using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Benchmark;

/// <summary>Reads a paired table: one row per patient with outcome, pathology features, genes and clinical values.</summary>
internal static class PairedTable
{
    public const string Fold = "fold";

    private static readonly (string Suffix, string Group)[] Kinds =
        [("_rnaseq", "Gene expression"), ("_cnv", "Copy number"), ("_mut", "Mutations")];

    /// <summary>
    /// Reads the cohort. Without signatures expression, copy numbers and mutations are a group each, or where a gene has several of them,
    /// all are one.
    /// </summary>
    /// <exception cref="CohortFileException">The table is absent, unreadable, or breaks a rule.</exception>
    public static SurvivalCohort Read(MLContext ml, CohortFiles files)
    {
        var options = SurvivalCohortOptions.Paired with
        {
            IgnoredColumnNames = [.. SurvivalCohortOptions.Paired.IgnoredColumnNames, Fold, .. files.IgnoredColumns],
        };
        // The genes are known when the header is.
        var groups = files.Signatures is null
            ? Groups(ml.Data.LoadSurvivalCohort(files.Table, options).GeneColumns)
            : files.ReadGroups();
        var cohort = ml.Data.LoadSurvivalCohort(files.Table, options with { GeneGroups = groups });
        return cohort.GeneColumns.Count > 0 && cohort.Data.Schema.GetColumnOrNull(SurvivalColumns.Pathology) is not null
            ? cohort
            : throw new CohortFileException($"'{files.Table}' lacks columns path_*, or gene_* and cna_*; a paired table has both.");
    }

    private static GeneGroups Groups(IReadOnlyList<string> columns)
    {
        if (columns.Count == 0) return GeneGroups.None;
        var kinds = Kinds
            .Select(kind => (kind.Group, Genes: columns.Where(column => column.EndsWith(kind.Suffix, StringComparison.Ordinal))
                .Select(column => column[..^kind.Suffix.Length]).ToArray()))
            .Where(kind => kind.Genes.Length > 0)
            .ToArray();
        // A gene's symbol has several kinds; what has none is named by its kind.
        return kinds.SelectMany(kind => kind.Genes).CountBy(gene => gene).All(gene => gene.Value == 1)
            ? new(kinds.Select(kind => new GeneGroup(kind.Group, kind.Genes)))
            : GeneGroups.OfAllGenes(columns, "Genes");
    }
}
