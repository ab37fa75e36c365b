namespace AdaMHF.MLNet;

/// <summary>The role of each column of a cohort table, as positions in its header.</summary>
internal sealed class CohortLayout
{
    public CohortLayout(CsvTable table, SurvivalCohortOptions options)
    {
        var suffixes = options.ColumnSuffixes;
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
            .ToLookup(column => IsGene(table.Columns[column]));
        Genes = [.. features[true]];
        Clinical = [.. features[false]];

        int Require(string name, string part, string option) => table.Find(name) ?? throw new CohortFileException(
            $"'{table.Path}' has no column '{name}' ({part}). "
            + $"Name its column in {nameof(SurvivalCohortOptions)}.{option}. {ColumnsThere()}");

        string ColumnsThere()
        {
            const int Shown = 20;
            string[] others = [.. table.Columns.Where(name => name.Length > 0 && !IsGene(name))];
            var more = others.Length > Shown ? $" and {others.Length - Shown} more" : "";
            return $"Columns there, gene columns apart: {string.Join(", ", others.Take(Shown).Select(name => $"'{name}'"))}{more}.";
        }

        bool IsGene(string name) => GeneGroups.SuffixOf(name, suffixes) is not null;
    }

    public int Patient { get; }

    public int? Slide { get; }

    public int Time { get; }

    public int Outcome { get; }

    public bool OutcomeIsCensorship { get; }

    public IReadOnlyList<int> Clinical { get; }

    public IReadOnlyList<int> Genes { get; }
}
