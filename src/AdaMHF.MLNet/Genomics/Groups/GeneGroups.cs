using System.Collections;

namespace AdaMHF.MLNet;

/// <summary>
/// Ordered gene groups and the suffixes of their columns: the column of gene TP53 with suffix _mut is TP53_mut. A gene may belong to
/// several groups. Immutable.
/// </summary>
public sealed class GeneGroups : IReadOnlyList<GeneGroup>
{
    private readonly IReadOnlyList<GeneGroup> _groups;

    /// <summary>Creates groups with the <see cref="DefaultSuffixes"/>.</summary>
    /// <param name="groups">The groups in the order in which a model reads them; names must differ.</param>
    /// <exception cref="ArgumentException">Two groups share a name.</exception>
    public GeneGroups(params IEnumerable<GeneGroup> groups) : this([.. groups], DefaultSuffixes)
    {
    }

    private GeneGroups(IReadOnlyList<GeneGroup> groups, IReadOnlyList<string> suffixes)
    {
        if (groups.GroupBy(group => group.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"Two gene groups are named '{twice.Key}'.", nameof(groups));
        _groups = groups;
        Suffixes = suffixes;
    }

    /// <summary>No groups.</summary>
    public static GeneGroups None { get; } = new([]);

    /// <summary>Mutation, copy number and expression: <c>_mut</c>, <c>_cnv</c>, <c>_rnaseq</c>.</summary>
    public static IReadOnlyList<string> DefaultSuffixes => ["_mut", "_cnv", "_rnaseq"];

    /// <summary>What is appended to a gene's symbol to name its columns.</summary>
    public IReadOnlyList<string> Suffixes { get; }

    /// <summary>Number of groups.</summary>
    public int Count => _groups.Count;

    /// <summary>The group at a position.</summary>
    public GeneGroup this[int index] => _groups[index];

    /// <summary>
    /// Reads groups from comma-separated text, plain or gzip: one column per group, with the group's name as header and its genes below;
    /// shorter columns are padded with empty cells. This is the layout of the <c>signatures.csv</c> that PORPOISE and MCAT publish, which
    /// repeats some genes within a column; each counts once.
    /// </summary>
    /// <exception cref="CohortFileException">The file is absent, unreadable or has a group without name or gene.</exception>
    public static GeneGroups FromCsv(string path) => FromCsv(path, new());

    /// <inheritdoc cref="FromCsv(string)"/>
    /// <param name="path">The file.</param>
    /// <param name="table">How its text is written.</param>
    public static GeneGroups FromCsv(string path, TableOptions table)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = CsvTable.Open(path, "gene group file", table);
        List<string>[] genes = [.. file.Columns.Select(_ => new List<string>())];
        while (file.Read())
        {
            for (var column = 0; column < genes.Length; column++)
            {
                var gene = file[column].Trim();
                if (gene.Length > 0) genes[column].Add(gene);
            }
        }

        for (var column = 0; column < genes.Length; column++)
        {
            if (string.IsNullOrWhiteSpace(file.Columns[column]))
                throw new CohortFileException($"'{path}': column {column + 1} has no name. Its header must be the gene group's name.");
            if (genes[column].Count == 0)
            {
                throw new CohortFileException(
                    $"'{path}': gene group '{file.Columns[column]}' has no gene. Add its genes below the header or remove the column.");
            }
        }
        return new GeneGroups(file.Columns.Zip(genes, (name, members) => new GeneGroup(name, members)));
    }

    /// <summary>
    /// Reads gene sets in GMT, the format of MSigDB, plain or gzip: one set per line with name, description and genes, separated by tabs.
    /// The description is ignored.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="names">Sets to take, in this order; null for all in the file's order.</param>
    /// <param name="table">Encoding of the file; null for UTF-8, or what its byte order mark says.</param>
    /// <exception cref="CohortFileException">
    /// The file is absent, a line is not a gene set, a name occurs twice, or a set of <paramref name="names"/> is absent.
    /// </exception>
    public static GeneGroups FromGmt(string path, IReadOnlyList<string>? names = null, TableOptions? table = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var groups = GmtFile.Read(path, table ?? new());
        if (names is null) return new GeneGroups(groups);
        return new GeneGroups(names.Select(name => groups.Find(group => group.Name == name) ?? throw NoSet(name)));

        CohortFileException NoSet(string name)
        {
            const int Shown = 5;
            var found = string.Join(", ", groups.Take(Shown).Select(group => group.Name)) + (groups.Count > Shown ? ", ..." : "");
            return new($"'{path}' has no gene set '{name}'. It has {groups.Count}: {found}.");
        }
    }

    /// <summary>
    /// One group of all genes of the columns, for models that read all genes as one vector. Only columns with one of the suffixes count, so
    /// that neither outcomes nor clinical columns become features.
    /// </summary>
    /// <param name="columns">Available column names, such as <see cref="SurvivalCohort.GeneColumns"/>.</param>
    /// <param name="name">The group's name.</param>
    /// <param name="suffixes">Suffixes of gene columns; null for the <see cref="DefaultSuffixes"/>.</param>
    /// <exception cref="ArgumentException">No column has such a suffix.</exception>
    public static GeneGroups OfAllGenes(IEnumerable<string> columns, string name = "AllGenes", IReadOnlyList<string>? suffixes = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        suffixes ??= DefaultSuffixes;
        var genes = columns.Select(column => SuffixOf(column, suffixes) is { } suffix ? column[..^suffix.Length] : null).OfType<string>();
        return new GeneGroups(new GeneGroup(name, genes.Distinct(StringComparer.Ordinal))).WithSuffixes(suffixes);
    }

    /// <summary>The same groups with other suffixes; an empty suffix is for columns that are named by the gene alone.</summary>
    /// <exception cref="ArgumentException">There is no suffix, or one is given twice.</exception>
    public GeneGroups WithSuffixes(params IReadOnlyList<string> suffixes)
    {
        ArgumentNullException.ThrowIfNull(suffixes);
        if (suffixes.Count == 0
            || suffixes.Any(suffix => suffix is null)
            || suffixes.Distinct(StringComparer.Ordinal).Count() < suffixes.Count)
        {
            throw new ArgumentException("Expected at least one suffix, and none twice.", nameof(suffixes));
        }
        return new GeneGroups(_groups, [.. suffixes]) { HasOwnSuffixes = true };
    }

    /// <summary>
    /// Reports how well a table covers the groups: genes not found, genes given twice, groups that are empty or share genes.
    /// </summary>
    /// <param name="columns">Available column names, such as <see cref="SurvivalCohort.GeneColumns"/>.</param>
    public GeneGroupReport Report(IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new GeneGroupReport(this, [.. columns]);
    }

    /// <summary>Whether the suffixes were set by <see cref="WithSuffixes"/>.</summary>
    internal bool HasOwnSuffixes { get; private init; }

    /// <summary>The longest of the suffixes that a column ends in after a gene symbol; null when there is none.</summary>
    internal static string? SuffixOf(string column, IReadOnlyList<string> suffixes) => suffixes
        .Where(suffix => column.Length > suffix.Length && column.EndsWith(suffix, StringComparison.Ordinal))
        .MaxBy(suffix => suffix.Length);

    /// <summary>
    /// The available columns of each group, every gene with every suffix, distinct and in ordinal order, the order of the published models.
    /// A group without any such column gives an empty list.
    /// </summary>
    /// <param name="columns">Available column names, such as <see cref="SurvivalCohort.GeneColumns"/>.</param>
    /// <returns>One list of column names for each group, in the order of the groups.</returns>
    public IReadOnlyList<IReadOnlyList<string>> ColumnsIn(IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var available = columns.ToHashSet(StringComparer.Ordinal);
        return [.. _groups.Select(group => ColumnsOf(group, available))];
    }

    /// <inheritdoc/>
    public IEnumerator<GeneGroup> GetEnumerator() => _groups.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IReadOnlyList<string> ColumnsOf(GeneGroup group, HashSet<string> available) =>
    [
        .. group.Genes
            .SelectMany(gene => Suffixes.Select(suffix => gene + suffix))
            .Where(available.Contains)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];
}
