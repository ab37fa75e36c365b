namespace AdaMHF.MLNet;

/// <summary>The role of each column of a cohort table, as positions in its header.</summary>
internal sealed class CohortLayout
{
    public CohortLayout(CsvTable table, SurvivalCohortOptions options)
    {
        Patient = Require(options.CaseIdColumnName, "the patient", nameof(options.CaseIdColumnName));
        Slide = options.SlideIdColumnName is { } slide
            ? Require(slide, "the slide", $"{nameof(options.SlideIdColumnName)} (null for a table without slides)")
            : null;
        Time = Require(options.TimeColumnName, "the survival time in months", nameof(options.TimeColumnName));
        Outcome = options.EventColumnName is { } death
            ? Require(death, "the event (1 = death observed)", nameof(options.EventColumnName))
            : Require(
                options.CensorshipColumnName ?? SurvivalCohortOptions.DefaultCensorshipColumnName,
                "the censoring (1 = censored)",
                $"{nameof(options.CensorshipColumnName)}, or in {nameof(options.EventColumnName)} where 1 means death observed");
        OutcomeIsCensorship = options.EventColumnName is null;

        HashSet<int?> roles = [Patient, Slide, Time, Outcome];
        var ignored = options.IgnoredColumnNames.ToHashSet(StringComparer.Ordinal);
        var features = Enumerable.Range(0, table.Columns.Count)
            .Where(column => table.Columns[column].Length > 0 && !roles.Contains(column) && !ignored.Contains(table.Columns[column]))
            .ToLookup(column => IsPathology(table.Columns[column]) ? Kind.Pathology
                : GeneName(table.Columns[column], options) is not null ? Kind.Gene : Kind.Clinical);
        Genes = [.. features[Kind.Gene]];
        GeneColumns = [.. Genes.Select(column => GeneName(table.Columns[column], options)!)];
        Clinical = [.. features[Kind.Clinical]];
        Pathology = [.. features[Kind.Pathology]];
        if (GeneColumns.CountBy(name => name).FirstOrDefault(name => name.Value > 1) is { Value: > 1, Key: var twice })
        {
            throw new CohortFileException(
                $"'{table.Path}' has two columns for '{twice}'. Leave one out, in {nameof(options.IgnoredColumnNames)}.");
        }

        int Require(string name, string part, string option) => table.Find(name) ?? throw new CohortFileException(
            $"'{table.Path}' has no column '{name}' ({part}). "
            + $"Name its column in {nameof(SurvivalCohortOptions)}.{option}. {ColumnsThere()}");

        string ColumnsThere()
        {
            const int Shown = 20;
            string[] others = [.. table.Columns.Where(name => name.Length > 0 && !IsPathology(name) && GeneName(name, options) is null)];
            var more = others.Length > Shown ? $" and {others.Length - Shown} more" : "";
            return $"Columns there, gene columns apart: {string.Join(", ", others.Take(Shown).Select(name => $"'{name}'"))}{more}.";
        }

        bool IsPathology(string name) => options.PathologyPrefix is { } prefix && Begins(name, prefix);
    }

    private enum Kind
    {
        Clinical,
        Gene,
        Pathology,
    }

    public int Patient { get; }

    public int? Slide { get; }

    public int Time { get; }

    public int Outcome { get; }

    public bool OutcomeIsCensorship { get; }

    public IReadOnlyList<int> Clinical { get; }

    public IReadOnlyList<int> Genes { get; }

    /// <summary>Names of the gene columns with the suffixes of the library.</summary>
    public IReadOnlyList<string> GeneColumns { get; }

    public IReadOnlyList<int> Pathology { get; }

    private static string? GeneName(string column, SurvivalCohortOptions options)
    {
        if (GeneGroups.SuffixOf(column, options.ColumnSuffixes) is not null) return column;
        if (options.GenePrefixes.Keys.Where(prefix => Begins(column, prefix)).MaxBy(prefix => prefix.Length) is not { } found) return null;
        var symbol = column[found.Length..];
        return (symbol.All(char.IsAsciiDigit) ? column : symbol) + options.GenePrefixes[found];
    }

    private static bool Begins(string column, string prefix) =>
        column.Length > prefix.Length && column.StartsWith(prefix, StringComparison.Ordinal);
}
