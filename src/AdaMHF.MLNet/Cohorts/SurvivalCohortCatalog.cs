using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Reads survival cohorts through <see cref="MLContext.Data"/>.</summary>
public static class SurvivalCohortCatalog
{
    /// <summary>
    /// Reads a cohort table: comma-separated text, plain or gzip (detected by the content), one row per slide or per patient. Rows of one
    /// patient become one; they must agree in everything but the slide.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Data</c>.</param>
    /// <param name="path">The table.</param>
    /// <param name="options">Column names and gene groups; null for the public TCGA tables' names and no groups.</param>
    /// <example>
    /// <code>
    /// var options = new SurvivalCohortOptions { GeneGroups = GeneGroups.FromCsv("signatures.csv") };
    /// var cohort = mlContext.Data.LoadSurvivalCohort("tcga_blca.csv.gz", options);
    /// </code>
    /// </example>
    /// <exception cref="CohortFileException">
    /// The table is absent, unreadable, or breaks a rule; the message says where and what to do.
    /// </exception>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public static SurvivalCohort LoadSurvivalCohort(
        this DataOperationsCatalog catalog, string path, SurvivalCohortOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new SurvivalCohortOptions();
        options.Check();

        using var table = CsvTable.Open(path, "cohort table");
        var layout = new CohortLayout(table, options);
        var geneColumns = layout.GeneColumns;
        var geneGroups = options.GeneGroups.HasOwnSuffixes ? options.GeneGroups : options.GeneGroups.WithSuffixes(options.GeneSuffixes);
        if (geneGroups.Count > 0 && geneGroups.ColumnsIn(geneColumns).All(group => group.Count == 0))
        {
            var endings = string.Join(", ", options.ColumnSuffixes);
            throw new CohortFileException((geneColumns.Count == 0
                    ? $"'{path}' has no gene columns: none ends in {endings}. "
                    : $"'{path}' has {geneColumns.Count} gene columns (endings {endings}), "
                        + $"but none belongs to a gene of the {geneGroups.Count} gene groups. ")
                + $"Check the gene symbols, or the endings in {nameof(SurvivalCohortOptions)}.{nameof(options.GeneSuffixes)}.");
        }

        var patients = new CohortReader(table, layout, options).Read();
        return new SurvivalCohort(path, patients, geneColumns, geneGroups, CohortColumns.Store(table, layout, patients, options));
    }
}
