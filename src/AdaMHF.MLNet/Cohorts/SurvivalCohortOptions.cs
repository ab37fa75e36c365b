namespace AdaMHF.MLNet;

/// <summary>
/// Options of <see cref="SurvivalCohortCatalog.LoadSurvivalCohort"/>. The defaults fit the public TCGA tables of this field (PORPOISE, MCAT
/// and their successors); <see cref="SurvivalLayout"/> has those of other sources. Names are case-sensitive. What is assumed is said in
/// <see cref="SurvivalCohort.Report"/>.
/// </summary>
public sealed partial record SurvivalCohortOptions
{
    internal const string DefaultCensorshipColumnName = "censorship";

    /// <summary>Delimiter, encoding, numbers and missing values of the text.</summary>
    public TableOptions Table { get; init; } = new();

    /// <summary>Column of the patient's identifier; empty for a first column without a name. Default: <c>case_id</c>.</summary>
    public string CaseIdColumnName { get; init; } = "case_id";

    /// <summary>
    /// Makes every row a patient, named by its number, for tables without identifiers; <see cref="CaseIdColumnName"/> is not read then.
    /// Default: false.
    /// </summary>
    public bool RowsArePatients { get; init; }

    /// <summary>
    /// Column of the slide's identifier, unique in the table; an empty cell means no slide. Null for a table without slides.
    /// Default: <c>slide_id</c>.
    /// </summary>
    public string? SlideIdColumnName { get; init; } = "slide_id";

    /// <summary>Reads a table without the column of slides as one without slides, and says so. Default: false.</summary>
    public bool SlideIdIsOptional { get; init; }

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
    /// Columns that are genes though they have no suffix, such as TP53. Default: none; where a table has no gene column at all, those that
    /// are named by the genes of <see cref="GeneGroups"/>.
    /// </summary>
    public IReadOnlyList<string> GeneNames { get; init; } = [];

    /// <summary>
    /// Makes every column a gene that has only numbers or missing values and no other meaning. Name those that are clinical in
    /// <see cref="ClinicalColumnNames"/>. The table is read twice. Default: false.
    /// </summary>
    public bool NumericColumnsAreGenes { get; init; }

    /// <summary>
    /// A second table with genes, one row per patient: its columns with a gene suffix, or else all but the identifier. Or an expression
    /// matrix, one row per gene under a header of patients; then the first column names the gene. Patients who are not in it have no genes.
    /// Default: null.
    /// </summary>
    public string? GeneFile { get; init; }

    /// <summary>
    /// A second table with clinical columns, one row per patient: all but the identifier, or those of <see cref="ClinicalColumnNames"/>.
    /// Patients without a row have no values there. Default: null.
    /// </summary>
    public string? ClinicalFile { get; init; }

    /// <summary>
    /// Suffix that a gene without one gets, whichever way it was found: TP53 is read as TP53_rnaseq, so that groups find it and grouping
    /// treats it as expression. Default: <c>_rnaseq</c>.
    /// </summary>
    public string SymbolSuffix { get; init; } = "_rnaseq";

    /// <summary>
    /// Beginning of the columns with a patient's pathology features, such as those that other programs computed from the slides; they
    /// become the vector <see cref="SurvivalColumns.Pathology"/>. Default: null, there are none.
    /// </summary>
    public string? PathologyPrefix { get; init; }

    /// <summary>Groups of genes that belong to the cohort; the table must have a column of at least one of them. Default: none.</summary>
    public GeneGroups GeneGroups { get; init; } = GeneGroups.None;

    /// <summary>Clinical columns; others are left out. Default: null, every column without another meaning.</summary>
    public IReadOnlyList<string>? ClinicalColumnNames { get; init; }

    /// <summary>
    /// Clinical columns that stay text even where every cell is a number, and whose cells are never read as missing. Default:
    /// <c>site</c>, whose codes are sometimes digits only, and one is NA.
    /// </summary>
    public IReadOnlyList<string> TextColumnNames { get; init; } = ["site"];

    /// <summary>
    /// Columns to leave out. Default: <c>train</c>, an outdated single split, and <c>Unnamed: 0</c>, a row number. A first column without
    /// a name is left out unless it is <see cref="CaseIdColumnName"/>.
    /// </summary>
    public IReadOnlyList<string> IgnoredColumnNames { get; init; } = ["train", "Unnamed: 0"];

    /// <summary>
    /// Takes the first row's values where several rows (slides) of a patient differ in a clinical or gene column that
    /// <see cref="RowDifferences"/> does not name. A contradiction in the outcome is refused nevertheless. Default: false.
    /// </summary>
    public bool TakeFirstWhereRowsDiffer { get; init; }

    /// <summary>What to do with single columns in which the rows of a patient differ. Default: none are named.</summary>
    public IReadOnlyDictionary<string, RowDifference> RowDifferences { get; init; } = new Dictionary<string, RowDifference>();

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
        GeneGroups.HasOwnSuffixes
            ? [.. GeneSuffixes.Union(GeneGroups.Suffixes.Where(suffix => suffix.Length > 0), StringComparer.Ordinal)]
            : GeneSuffixes;

    /// <summary>Beginnings that the names of a source have in some of its exports.</summary>
    internal IReadOnlyList<string> SourcePrefixes { get; init; } = [];

    /// <summary>What names of a source become after such a beginning.</summary>
    internal IReadOnlyDictionary<string, string> SourceNames { get; init; } = new Dictionary<string, string>();

    internal void Check()
    {
        Table.Check();
        if (CensorshipColumnName is not null && EventColumnName is not null)
        {
            throw new ArgumentException(
                $"{nameof(CensorshipColumnName)} and {nameof(EventColumnName)} are both set; name the one the table has.");
        }
        OptionCheck.Require(
            GeneSuffixes is not [] && !GeneSuffixes.Any(string.IsNullOrEmpty),
            nameof(GeneSuffixes),
            $"[{string.Join(", ", GeneSuffixes)}]",
            $"at least one suffix, none of them empty; for genes without one set {nameof(GeneNames)} or {nameof(NumericColumnsAreGenes)}");
        OptionCheck.Require(
            PathologyPrefix is not "" && GenePrefixes.All(prefix => prefix.Key.Length > 0 && ColumnSuffixes.Contains(prefix.Value)),
            nameof(GenePrefixes),
            $"[{string.Join(", ", GenePrefixes)}]",
            $"beginnings that are not empty, each with one of the suffixes {string.Join(", ", ColumnSuffixes)}");
        OptionCheck.Require(
            LongestMonths > 0 && double.IsFinite(LongestMonths), nameof(LongestMonths), LongestMonths, "a finite number above 0");
        OptionCheck.Require(
            !RowsArePatients || (SlideIdColumnName is null && GeneFile is null && ClinicalFile is null),
            nameof(RowsArePatients),
            RowsArePatients,
            $"false where there is a {nameof(SlideIdColumnName)}, a {nameof(GeneFile)} or a {nameof(ClinicalFile)}: a number identifies no "
            + "patient elsewhere");

        string?[] roles =
        [
            SlideIdColumnName, TimeColumnName, FollowUpColumnName, EntryColumnName, CensorshipColumnName ?? EventColumnName,
        ];
        if (roles.Any(name => name is ""))
            throw new ArgumentException("A column name in the options is empty.");
        var named = roles.OfType<string>().Append(RowsArePatients ? "" : CaseIdColumnName);
        if (named.CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
            throw new ArgumentException($"The options give column '{twice}' two meanings.");
    }
}
