namespace AdaMHF.MLNet;

/// <summary>Training and held-out patients: one fold of a cross-validation.</summary>
public sealed class SurvivalSplit
{
    private const string TrainColumn = "train";
    private const string ValidationColumn = "val";

    /// <summary>Creates a split in code.</summary>
    /// <param name="train">Training patients, at least one.</param>
    /// <param name="validation">Held-out patients, at least one, none of them in <paramref name="train"/>.</param>
    /// <exception cref="ArgumentException">A part is empty, or a patient is named twice.</exception>
    public SurvivalSplit(IEnumerable<string> train, IEnumerable<string> validation) : this([.. train], [.. validation], source: null)
    {
        if (Problem() is { } problem) throw new ArgumentException($"{Name} {problem}");
    }

    private SurvivalSplit(IReadOnlyList<string> train, IReadOnlyList<string> validation, string? source)
    {
        Train = train;
        Validation = validation;
        Source = source;
    }

    /// <summary>Training patients, in the order given.</summary>
    public IReadOnlyList<string> Train { get; }

    /// <summary>Held-out patients, in the order given.</summary>
    public IReadOnlyList<string> Validation { get; }

    /// <summary>Path of the split file as given, or null for a split made in code.</summary>
    public string? Source { get; }

    internal string Name => Source is null ? "The split" : $"Split file '{Source}'";

    /// <summary>
    /// Reads a split from comma-separated text, plain or gzip, with the columns <c>train</c> and <c>val</c> of patient identifiers, the
    /// shorter one padded with empty cells (the layout of the <c>splits_0.csv</c> ... that PORPOISE and MCAT publish). Other columns are
    /// ignored.
    /// </summary>
    /// <exception cref="CohortFileException">
    /// The file is absent or unreadable, a column is missing, a part is empty, or a patient is named twice.
    /// </exception>
    public static SurvivalSplit FromCsv(string path) => FromCsv(path, new());

    /// <inheritdoc cref="FromCsv(string)"/>
    /// <param name="path">The file.</param>
    /// <param name="table">How its text is written.</param>
    public static SurvivalSplit FromCsv(string path, TableOptions table)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = CsvTable.Open(path, "split file", table);
        var trainColumn = Require(TrainColumn);
        var validationColumn = Require(ValidationColumn);
        var train = new List<string>();
        var validation = new List<string>();
        while (file.Read())
        {
            Add(train, file[trainColumn]);
            Add(validation, file[validationColumn]);
        }
        var split = new SurvivalSplit(train, validation, path);
        return split.Problem() is { } problem ? throw new CohortFileException($"{split.Name} {problem}") : split;

        int Require(string column) => file.Find(column) ?? throw new CohortFileException(
            $"Split file '{path}' has no column '{column}'. Expected the columns {TrainColumn} and {ValidationColumn}; "
            + $"columns there: {string.Join(", ", file.Columns.Select(name => $"'{name}'"))}.");

        static void Add(List<string> patients, string cell)
        {
            if (!string.IsNullOrWhiteSpace(cell)) patients.Add(cell);
        }
    }

    private string? Problem()
    {
        if (Train.Count == 0 || Validation.Count == 0)
            return $"has {Train.Count} patients for training and {Validation.Count} for validation; each part needs at least one.";
        if (Train.Intersect(Validation, StringComparer.Ordinal).FirstOrDefault() is { } both)
            return $"names patient {both} for training and for validation. A patient may be in one part only; remove one.";
        var twice = Twice(Train) ?? Twice(Validation);
        return twice is null ? null : $"names patient {twice} twice in one part. Remove one.";
    }

    private static string? Twice(IReadOnlyList<string> patients) =>
        patients.GroupBy(patient => patient, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key;
}
