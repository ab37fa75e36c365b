namespace AdaMHF.MLNet;

/// <summary>The gene columns of a table: by suffix, by prefix, by name, or all that are numbers.</summary>
internal sealed class GeneColumns
{
    /// <param name="table">The table; only its header is read, and its cells where all numbers are genes.</param>
    /// <param name="free">Columns without another part.</param>
    /// <param name="options">How genes are found.</param>
    public GeneColumns(CsvTable table, int[] free, SurvivalCohortOptions options)
    {
        var listed = options.GeneNames.ToHashSet(StringComparer.Ordinal);
        var numeric = options.NumericColumnsAreGenes ? Numeric(table.Path, free, options) : [];
        int[] plain = [.. free.Where(column => listed.Contains(table.Columns[column]) || numeric.Contains(column))];
        int[] marked = [.. free.Where(column => NameOf(table.Columns[column], options) is not null)];
        if (listed.Count > 0 && !plain.Any(column => listed.Contains(table.Columns[column])))
        {
            throw new CohortFileException(
                $"'{table.Path}' has a column of none of the {listed.Count} genes in {nameof(SurvivalCohortOptions)}."
                + $"{nameof(options.GeneNames)}. Check their spelling.");
        }
        // Symbols alone are genes where nothing else is, and the groups know them.
        if (plain.Length + marked.Length == 0 && options.GeneGroups.Count > 0 && options.GeneFile is null)
        {
            var known = options.GeneGroups.SelectMany(group => group.Genes).ToHashSet(StringComparer.Ordinal);
            plain = [.. free.Where(column => known.Contains(table.Columns[column]))];
        }
        var symbols = plain.Except(marked).ToHashSet();
        Positions = [.. marked.Union(plain).Order()];
        Names =
        [
            .. Positions.Select(column => symbols.Contains(column)
                ? table.Columns[column] + SymbolSuffix(options)
                : NameOf(table.Columns[column], options)!),
        ];
        SymbolCount = symbols.Count;
        if (Names.CountBy(name => name).FirstOrDefault(name => name.Value > 1) is { Value: > 1, Key: var twice })
        {
            throw new CohortFileException(
                $"'{table.Path}' has two columns for '{twice}'. Leave one out, in {nameof(options.IgnoredColumnNames)}.");
        }
    }

    public IReadOnlyList<int> Positions { get; }

    /// <summary>Names with the suffixes of the library.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many are named by a symbol alone.</summary>
    public int SymbolCount { get; }

    /// <summary>The name of a column that is marked as a gene by its suffix or prefix; else null.</summary>
    public static string? NameOf(string column, SurvivalCohortOptions options)
    {
        if (GeneGroups.SuffixOf(column, options.ColumnSuffixes) is not null) return column;
        if (options.GenePrefixes.Keys.Where(prefix => Begins(column, prefix)).MaxBy(prefix => prefix.Length) is not { } found) return null;
        var symbol = column[found.Length..];
        return (symbol.All(char.IsAsciiDigit) ? column : symbol) + options.GenePrefixes[found];
    }

    public static bool Begins(string column, string prefix) =>
        column.Length > prefix.Length && column.StartsWith(prefix, StringComparison.Ordinal);

    /// <summary>What a symbol alone gets; nothing where the groups name columns by the symbol.</summary>
    public static string SymbolSuffix(SurvivalCohortOptions options) =>
        options.GeneGroups.HasOwnSuffixes && options.GeneGroups.Suffixes.Contains("") ? "" : options.SymbolSuffix;

    private static HashSet<int> Numeric(string path, int[] free, SurvivalCohortOptions options)
    {
        using var table = CsvTable.Open(path, "cohort table", options.Table);
        var cells = new TableCells(options.Table);
        var left = free.ToList();
        var known = new HashSet<int>();
        while (table.Read())
        {
            left.RemoveAll(column => !cells.TryNumber(table[column], out _));
            known.UnionWith(left.Where(column => !known.Contains(column) && !cells.IsMissing(table[column])));
        }
        return [.. left.Where(known.Contains)];
    }
}
