namespace AdaMHF.MLNet;

/// <summary>
/// Options of <see cref="GeneTableCatalog"/>. The defaults fit the public TCGA tables of this field. Names are case-sensitive.
/// </summary>
public sealed record GeneTableOptions
{
    /// <summary>Name of the vector column with all genes. Default <c>Genes</c>.</summary>
    public string GeneColumnName { get; init; } = SurvivalColumns.Genes;

    /// <summary>
    /// Suffixes of gene columns. Only columns with one of these suffixes become features, whatever their position in the table.
    /// Default: <see cref="GeneGroups.DefaultSuffixes"/>.
    /// </summary>
    public IReadOnlyList<string> GeneSuffixes { get; init; } = GeneGroups.DefaultSuffixes;

    /// <summary>Columns that are genes though they have no suffix, such as TP53. Default: none.</summary>
    public IReadOnlyList<string> GeneNames { get; init; } = [];

    /// <summary>
    /// Makes every column a gene that has only numbers or missing values, but those of <see cref="TextColumnNames"/>. Default: false.
    /// </summary>
    public bool NumericColumnsAreGenes { get; init; }

    /// <summary>
    /// What separates the cells. Null: comma, tab or semicolon, whichever divides the header and the row below it alike. Default null.
    /// </summary>
    public char? Delimiter { get; init; }

    /// <summary>
    /// Other columns that stay text even where every cell is a number. Default: <c>site</c>, whose codes are sometimes digits only.
    /// </summary>
    public IReadOnlyList<string> TextColumnNames { get; init; } = ["site"];

    /// <summary>
    /// Columns to leave out. Default: <c>train</c> and <c>Unnamed: 0</c>. A first column without a name is left out where it numbers the
    /// rows; where it names them, it becomes <see cref="SurvivalColumns.PatientId"/>.
    /// </summary>
    public IReadOnlyList<string> IgnoredColumnNames { get; init; } = ["train", "Unnamed: 0"];

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(GeneColumnName);
        OptionCheck.Require(
            GeneSuffixes is not [] && !GeneSuffixes.Any(string.IsNullOrEmpty),
            nameof(GeneSuffixes),
            $"[{string.Join(", ", GeneSuffixes)}]",
            $"at least one suffix, none of them empty; for genes without one set {nameof(GeneNames)} or {nameof(NumericColumnsAreGenes)}");
    }

    /// <param name="column">The column's name.</param>
    /// <param name="isNumeric">Whether it holds numbers or missing values only.</param>
    internal bool IsGene(string column, bool isNumeric) => !IsIgnored(column)
        && (GeneGroups.SuffixOf(column, GeneSuffixes) is not null || GeneNames.Contains(column)
            || (NumericColumnsAreGenes && isNumeric && !TextColumnNames.Contains(column)));

    internal bool IsOther(string column, bool isNumeric) => !IsIgnored(column) && !IsGene(column, isNumeric);

    internal void RequireGenes(int count, string source)
    {
        if (count > 0) return;
        throw new CohortFileException(
            $"{source} has no column that ends in {string.Join(", ", GeneSuffixes)}. "
            + $"Name the suffixes of the gene columns in {nameof(GeneSuffixes)}, or the columns in {nameof(GeneNames)}, or set "
            + $"{nameof(NumericColumnsAreGenes)}.");
    }

    private bool IsIgnored(string column) => column.Length == 0 || IgnoredColumnNames.Contains(column, StringComparer.Ordinal);
}
