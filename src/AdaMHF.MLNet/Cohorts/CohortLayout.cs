namespace AdaMHF.MLNet;

/// <summary>The role of each column of a cohort table, as positions in its header.</summary>
internal sealed class CohortLayout
{
    private readonly CsvTable _table;
    private readonly SurvivalCohortOptions _options;

    public CohortLayout(CsvTable table, SurvivalCohortOptions options)
    {
        (_table, _options) = (table, options);
        Patient = options.RowsArePatients ? null : Require(
            options.CaseIdColumnName,
            "the patient",
            $"{nameof(options.CaseIdColumnName)} (--patient), or set {nameof(options.RowsArePatients)} where there is none");
        Slide = options.SlideIdColumnName is { } slide && !(options.SlideIdIsOptional && table.Find(slide) is null)
            ? Require(slide, "the slide", $"{nameof(options.SlideIdColumnName)} (null for a table without slides)")
            : null;
        var outcomeName = options.EventColumnName ?? options.CensorshipColumnName ?? SurvivalCohortOptions.DefaultCensorshipColumnName;
        HasOutcomes = options.MissingOutcomes != MissingOutcomes.Keep
            || (Find(options.TimeColumnName) is not null && Find(outcomeName) is not null);
        // A table to be scored has none.
        var orKeep = $", or set {nameof(options.MissingOutcomes)} to {nameof(MissingOutcomes.Keep)} where patients are only to be scored";
        Time = HasOutcomes
            ? Require(options.TimeColumnName, "the survival time", $"{nameof(options.TimeColumnName)} (--time){orKeep}")
            : null;
        FollowUp = Optional(
            HasOutcomes ? options.FollowUpColumnName : null, "the time to the last follow-up", nameof(options.FollowUpColumnName));
        Entry = Optional(HasOutcomes ? options.EntryColumnName : null, "the time of entry", nameof(options.EntryColumnName));
        Outcome = !HasOutcomes ? null : options.EventColumnName is not null
            ? Require(outcomeName, "the event (1 = death observed)", $"{nameof(options.EventColumnName)} (--event){orKeep}")
            : Require(
                outcomeName,
                "the censoring (1 = censored)",
                $"{nameof(options.CensorshipColumnName)}, or in {nameof(options.EventColumnName)} (--event) where 1 means death observed"
                + orKeep);

        HashSet<int?> roles = [Patient, Slide, Time, FollowUp, Entry, Outcome];
        int[] free = [.. Enumerable.Range(0, table.Columns.Count).Where(column => !roles.Contains(column) && !IsIgnored(column))];
        var clinical = options.ClinicalColumnNames?
            // Those of a second table are not here.
            .Where(name => options.ClinicalFile is null || Find(name) is not null)
            .Select(name => Require(name, "clinical", nameof(options.ClinicalColumnNames))).ToHashSet();
        Pathology = [.. free.Where(IsPathology)];
        free = [.. free.Except(Pathology)];
        Genes = new GeneColumns(table, [.. free.Where(column => clinical?.Contains(column) != true)], options);
        free = [.. free.Except(Genes.Positions)];
        Clinical = clinical is null ? free : [.. free.Where(clinical.Contains)];
        NotUsed = [.. free.Except(Clinical).Select(column => table.Columns[column])];
    }

    /// <summary>Null where every row is a patient.</summary>
    public int? Patient { get; }

    public int? Slide { get; }

    /// <summary>Whether the table has time and event; false for patients to be scored only.</summary>
    public bool HasOutcomes { get; }

    /// <summary>Null without outcomes.</summary>
    public int? Time { get; }

    public int? FollowUp { get; }

    public int? Entry { get; }

    /// <summary>Null without outcomes.</summary>
    public int? Outcome { get; }

    public IReadOnlyList<int> Clinical { get; }

    public GeneColumns Genes { get; }

    public IReadOnlyList<int> Pathology { get; }

    /// <summary>Columns without any part, because the clinical ones were named.</summary>
    public IReadOnlyList<string> NotUsed { get; }

    private bool IsPathology(int column) =>
        _options.PathologyPrefix is { } prefix && GeneColumns.Begins(_table.Columns[column], prefix);

    private bool IsIgnored(int column) =>
        _table.Columns[column] is var name && (name.Length == 0 || _options.IgnoredColumnNames.Contains(name));

    private int? Optional(string? name, string part, string option) => name is null ? null : Require(name, part, option);

    private int? Find(string name)
    {
        if (_table.Find(name) is { } found) return found;
        var later = _options.SourceNames.GetValueOrDefault(name, name);
        return _options.SourcePrefixes.Select(prefix => _table.Find(prefix + later)).FirstOrDefault(column => column is not null);
    }

    private int Require(string name, string part, string option)
    {
        return Find(name) ?? throw new CohortFileException(
            $"'{_table.Path}' has no column '{name}' ({part}). "
            + $"Name its column in {nameof(SurvivalCohortOptions)}.{option}. {ColumnsThere()}{Layout()}");
    }

    private string Layout() => SurvivalLayout.OfHeader(_table.Columns) is { } layout
        ? $" They are those of {layout.Source}, which {nameof(SurvivalLayout)}.Of(\"{layout.Name}\") reads (--layout {layout.Name})."
        : "";

    private string ColumnsThere()
    {
        const int Shown = 20;
        string[] others =
        [
            .. _table.Columns.Where(
                (name, column) => name.Length > 0 && !IsPathology(column) && GeneColumns.NameOf(name, _options) is null),
        ];
        var more = others.Length > Shown ? $" and {others.Length - Shown} more" : "";
        var unnamed = _table.Columns[0].Length == 0 ? " The first column has no name; '' stands for it." : "";
        var single = _table.Columns.Count == 1 ? " Where the cells are separated by something else, give the delimiter." : "";
        var shown = string.Join(", ", others.Take(Shown).Select(name => $"'{name}'"));
        return $"Columns there, gene columns apart: {shown}{more}.{unnamed}{single}";
    }
}
