namespace AdaMHF.MLNet;

/// <summary>
/// Options of <see cref="SurvivalCohortCatalog.LoadSurvivalCohort"/>. The defaults fit the public TCGA tables of this field (PORPOISE, MCAT
/// and their successors). Names are case-sensitive.
/// </summary>
public sealed record SurvivalCohortOptions
{
    internal const string DefaultCensorshipColumnName = "censorship";

    /// <summary>Column of the patient's identifier. Default: <c>case_id</c>.</summary>
    public string CaseIdColumnName { get; init; } = "case_id";

    /// <summary>
    /// Column of the slide's identifier, unique in the table; an empty cell means no slide. Null for a table without slides.
    /// Default: <c>slide_id</c>.
    /// </summary>
    public string? SlideIdColumnName { get; init; } = "slide_id";

    /// <summary>Column of the time to death or to the last follow-up, in months, above 0. Default: <c>survival_months</c>.</summary>
    public string TimeColumnName { get; init; } = "survival_months";

    /// <summary>
    /// Column in which 1 means censored and 0 death observed. Default: <c>censorship</c> unless <see cref="EventColumnName"/> is set;
    /// setting both is refused.
    /// </summary>
    public string? CensorshipColumnName { get; init; }

    /// <summary>
    /// Column in which 1 means death observed and 0 censored, for tables that do not follow the field's inverted convention. Default: null.
    /// </summary>
    public string? EventColumnName { get; init; }

    /// <summary>
    /// Suffixes of gene columns; at least one. <see cref="SurvivalCohort.GeneGroups"/> gets them too, unless <see cref="GeneGroups"/> has
    /// its own (<see cref="GeneGroups.WithSuffixes"/>), which then mark gene columns as well.
    /// Default: <see cref="GeneGroups.DefaultSuffixes"/>.
    /// </summary>
    public IReadOnlyList<string> GeneSuffixes { get; init; } = GeneGroups.DefaultSuffixes;

    /// <summary>
    /// Beginnings of gene columns, for tables that name them so, and the suffix that each stands for: with <c>gene_rna_</c> for
    /// <c>_rnaseq</c> the column gene_rna_TP53 is read as TP53_rnaseq. A number is no symbol: with <c>gene_</c>, gene_01 is
    /// gene_01_rnaseq. The longest beginning counts. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> GenePrefixes { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Beginning of the columns with a patient's pathology features, such as those that other programs computed from the slides; they
    /// become the vector <see cref="SurvivalColumns.Pathology"/>. Default: null, there are none.
    /// </summary>
    public string? PathologyPrefix { get; init; }

    /// <summary>Groups of genes that belong to the cohort; the table must have a column of at least one of them. Default: none.</summary>
    public GeneGroups GeneGroups { get; init; } = GeneGroups.None;

    /// <summary>
    /// Clinical columns that stay text even where every cell is a number. Default: <c>site</c>, whose codes are sometimes digits only.
    /// </summary>
    public IReadOnlyList<string> TextColumnNames { get; init; } = ["site"];

    /// <summary>
    /// Columns to leave out. Default: <c>train</c>, an outdated single split, and <c>Unnamed: 0</c>, a row number. A first column without
    /// a name is always left out.
    /// </summary>
    public IReadOnlyList<string> IgnoredColumnNames { get; init; } = ["train", "Unnamed: 0"];

    /// <summary>
    /// Takes the first row's values where several rows (slides) of a patient differ in time, outcome, a clinical or a gene column.
    /// Default: false, such a table is refused.
    /// </summary>
    public bool TakeFirstWhereRowsDiffer { get; init; }

    /// <summary>
    /// Options for tables of paired features, one row per patient: <c>patient_id</c>, <c>time_months</c>, <c>event</c> (1 = death),
    /// pathology features <c>path_*</c>, genes <c>gene_rna_*</c>, <c>gene_cnv_*</c> and <c>gene_mut_*</c>, or <c>gene_*</c> and
    /// <c>cna_*</c> where they have no symbols.
    /// </summary>
    public static SurvivalCohortOptions Paired { get; } = new()
    {
        CaseIdColumnName = "patient_id",
        SlideIdColumnName = null,
        TimeColumnName = "time_months",
        EventColumnName = "event",
        PathologyPrefix = "path_",
        GenePrefixes = new Dictionary<string, string>
        {
            ["gene_rna_"] = "_rnaseq",
            ["gene_cnv_"] = "_cnv",
            ["gene_mut_"] = "_mut",
            ["gene_"] = "_rnaseq",
            ["cna_"] = "_cnv",
        },
    };

    /// <summary>All suffixes of gene columns.</summary>
    internal IReadOnlyList<string> ColumnSuffixes =>
        GeneGroups.HasOwnSuffixes ? [.. GeneSuffixes.Union(GeneGroups.Suffixes, StringComparer.Ordinal)] : GeneSuffixes;

    internal void Check()
    {
        if (CensorshipColumnName is not null && EventColumnName is not null)
        {
            throw new ArgumentException(
                $"{nameof(CensorshipColumnName)} and {nameof(EventColumnName)} are both set; name the one the table has.");
        }
        OptionCheck.Require(
            GeneSuffixes is not [] && !ColumnSuffixes.Any(string.IsNullOrEmpty),
            nameof(GeneSuffixes),
            $"[{string.Join(", ", ColumnSuffixes)}]",
            "at least one suffix, none of them empty");

        OptionCheck.Require(
            PathologyPrefix is not "" && GenePrefixes.All(prefix => prefix.Key.Length > 0 && ColumnSuffixes.Contains(prefix.Value)),
            nameof(GenePrefixes),
            $"[{string.Join(", ", GenePrefixes)}]",
            $"beginnings that are not empty, each with one of the suffixes {string.Join(", ", ColumnSuffixes)}");

        string?[] roles = [CaseIdColumnName, SlideIdColumnName, TimeColumnName, CensorshipColumnName ?? EventColumnName];
        if (roles.Any(name => name is ""))
            throw new ArgumentException("A column name in the options is empty.");
        if (roles.OfType<string>().GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"The options give column '{twice.Key}' two meanings.");
    }
}
