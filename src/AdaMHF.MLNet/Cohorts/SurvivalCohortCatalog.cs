using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Reads survival cohorts through <see cref="MLContext.Data"/>.</summary>
public static class SurvivalCohortCatalog
{
    /// <summary>
    /// Reads a cohort table: separated by commas, tabs or semicolons, plain or gzip (detected by the content), one row per slide or per
    /// patient. Rows of one patient become one; they must agree in everything but the slide. What was assumed is in
    /// <see cref="SurvivalCohort.Report"/>.
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

        using var table = CsvTable.Open(path, "cohort table", options.Table);
        var layout = new CohortLayout(table, options);
        if (options.GeneFile is null) RequireGenesOfGroups(path, layout.Genes.Names, Groups(layout.Genes.SymbolCount, options), options);
        var reader = new CohortReader(table, layout, options);
        var patients = reader.Read();
        using (var channel = CatalogUtils.GetEnvironment(catalog).Start(nameof(LoadSurvivalCohort)))
        {
            PatientIds.WarnOfNearCollisions(channel, patients.Select(patient => patient.Id));
            PatientIds.WarnOfNearCollisions(channel, patients.SelectMany(patient => patient.Slides), "slides");
        }
        var geneFile = options.GeneFile is null ? null : GeneFile.Read(patients, options);
        var clinicalFile = options.ClinicalFile is null ? null : ClinicalFile.Read(patients, options);
        var columns = new CohortColumns(table, layout, reader, patients, geneFile, clinicalFile, options);
        var groups = Groups(layout.Genes.SymbolCount + (geneFile?.SymbolCount ?? 0), options);
        if (geneFile is not null) RequireGenesOfGroups(options.GeneFile!, columns.GeneNames, groups, options);
        var report = CohortAssumptions.Report(table, layout, reader, patients, columns, geneFile, clinicalFile, options);
        return new SurvivalCohort(report, [.. patients.Select(patient => patient.Id)], columns.GeneNames, groups, columns.Store);
    }

    private static GeneGroups Groups(int symbols, SurvivalCohortOptions options)
    {
        if (options.GeneGroups.HasOwnSuffixes) return options.GeneGroups;
        var suffixes = symbols > 0 ? options.GeneSuffixes.Union([options.SymbolSuffix], StringComparer.Ordinal) : options.GeneSuffixes;
        return options.GeneGroups.WithSuffixes([.. suffixes]);
    }

    private static void RequireGenesOfGroups(
        string path, IReadOnlyList<string> geneColumns, GeneGroups groups, SurvivalCohortOptions options)
    {
        if (groups.Count == 0 || groups.ColumnsIn(geneColumns).Any(group => group.Count > 0)) return;
        var endings = string.Join(", ", options.ColumnSuffixes);
        throw new CohortFileException((geneColumns.Count == 0
                ? $"'{path}' has no gene columns: none ends in {endings} or is named by a gene of the groups. "
                : $"'{path}' has {geneColumns.Count} gene columns (endings {endings}), "
                    + $"but none belongs to a gene of the {groups.Count} gene groups. ")
            + $"Check the gene symbols, or the endings in {nameof(SurvivalCohortOptions)}.{nameof(options.GeneSuffixes)}.");
    }
}
