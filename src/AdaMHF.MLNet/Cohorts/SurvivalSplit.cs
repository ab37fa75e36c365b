using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>Training and held-out patients, and those for validation where there are such: one fold of a cross-validation.</summary>
public sealed class SurvivalSplit
{
    /// <summary>Creates a split in code.</summary>
    /// <param name="train">Training patients, at least one.</param>
    /// <param name="validation">Held-out patients, at least one, none of them in <paramref name="train"/>.</param>
    /// <exception cref="ArgumentException">A part is empty, a patient is named twice, or a text identifies nobody.</exception>
    public SurvivalSplit(IEnumerable<string> train, IEnumerable<string> validation) : this(train, validation, [])
    {
    }

    /// <summary>Creates a split into three parts in code.</summary>
    /// <param name="train">Training patients, at least one.</param>
    /// <param name="validation">Patients who choose between models; held out where <paramref name="test"/> names nobody.</param>
    /// <param name="test">Held-out patients. No patient may be in two parts.</param>
    /// <exception cref="ArgumentException">
    /// There is no training patient or none held out, a patient is named twice, or a text identifies nobody.
    /// </exception>
    public SurvivalSplit(IEnumerable<string> train, IEnumerable<string> validation, IEnumerable<string> test)
        : this(Checked(train, nameof(train)), Checked(validation, nameof(validation)), Checked(test, nameof(test)), source: null)
    {
        if (Problem() is { } problem) throw new ArgumentException($"{Name} {problem}");
    }

    internal SurvivalSplit(
        IReadOnlyList<string> train, IReadOnlyList<string> validation, IReadOnlyList<string> test, string? source)
    {
        Train = train;
        Validation = validation;
        Test = test;
        Source = source;
    }

    /// <summary>Training patients, in the order given.</summary>
    public IReadOnlyList<string> Train { get; }

    /// <summary>Patients for validation, in the order given; they are held out where there are no test patients.</summary>
    public IReadOnlyList<string> Validation { get; }

    /// <summary>Test patients, in the order given; empty for a split of two parts.</summary>
    public IReadOnlyList<string> Test { get; }

    /// <summary>Held-out patients: those of <see cref="Test"/>, or those of <see cref="Validation"/> where it is empty.</summary>
    public IReadOnlyList<string> HoldOut => Test.Count > 0 ? Test : Validation;

    /// <summary>Path of the split file as given, or null for a split made in code.</summary>
    public string? Source { get; }

    /// <summary>
    /// The hospital whose patients are held out, see <see cref="SurvivalCatalog.LeaveOneSiteOut"/>; null for other splits.
    /// </summary>
    public string? HeldOutSite { get; internal init; }

    internal IEnumerable<string> Patients => Train.Concat(Validation).Concat(Test);

    internal string Name => Source is null ? "The split" : $"Split file '{Source}'";

    /// <summary>
    /// Reads a split from comma-separated text, plain or gzip, with the columns <c>train</c>, <c>val</c> and <c>test</c>, of which
    /// <c>val</c> or <c>test</c> may be absent or empty. The columns hold patient identifiers, the shorter ones padded with empty cells
    /// (the <c>splits_0.csv</c> of PORPOISE and MCAT), or true and false beside a column of identifiers (the <c>splits_0_bool.csv</c> of
    /// CLAM). Other columns are ignored.
    /// </summary>
    /// <exception cref="CohortFileException">
    /// The file is absent or unreadable, a column is missing, there are no training patients or none held out, a patient is named twice, or
    /// a text identifies nobody.
    /// </exception>
    public static SurvivalSplit FromCsv(string path) => FromCsv(path, new());

    /// <inheritdoc cref="FromCsv(string)"/>
    /// <param name="path">The file.</param>
    /// <param name="table">How its text is written.</param>
    public static SurvivalSplit FromCsv(string path, TableOptions table)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var split = SplitFile.Read(path, table);
        return split.Problem() is { } problem ? throw new CohortFileException($"{split.Name} {problem}") : split;
    }

    /// <summary>The same split with patients in place of their slides; itself where it names no slide.</summary>
    /// <exception cref="CohortFileException">Slides of one patient are in two parts.</exception>
    internal SurvivalSplit OfPatients(IReadOnlyList<string> patients, Func<Dictionary<string, string>> patientsBySlide)
    {
        var known = patients.ToHashSet(StringComparer.Ordinal);
        if (Patients.All(known.Contains)) return this;
        var owners = patientsBySlide();
        string[] Owners(IReadOnlyList<string> part) =>
            [.. part.Select(id => known.Contains(id) ? id : owners.GetValueOrDefault(id, id)).Distinct(StringComparer.Ordinal)];
        SurvivalSplit result = new(Owners(Train), Owners(Validation), Owners(Test), Source) { HeldOutSite = HeldOutSite };
        return result.Problem() is not { } problem ? result : throw new CohortFileException(
            $"{Name}, whose slides stand for their patients, {problem}");
    }

    private string? Problem()
    {
        if (Train.Count == 0 || HoldOut.Count == 0)
        {
            return $"has {Train.Count} patients for training, {Validation.Count} for validation and {Test.Count} for test; "
                + "expected at least one for training, and one for validation or test.";
        }
        var twice = Twice(Train) ?? Twice(Validation) ?? Twice(Test);
        return Both(Train, Validation, "training and for validation")
            ?? Both(Train, Test, "training and for test")
            ?? Both(Validation, Test, "validation and for test")
            ?? (twice is null ? null : $"names patient {twice} twice in one part. Remove one.");
    }

    private static string? Both(IReadOnlyList<string> one, IReadOnlyList<string> other, string parts) =>
        one.Intersect(other, StringComparer.Ordinal).FirstOrDefault() is { } both
            ? $"names patient {both} for {parts}. A patient may be in one part only; remove one."
            : null;

    private static string? Twice(IReadOnlyList<string> patients) =>
        patients.GroupBy(patient => patient, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key;

    private static string[] Checked(IEnumerable<string> patients, string argument)
    {
        ArgumentNullException.ThrowIfNull(patients, argument);
        return [.. patients.Select(text => Identifier.TryRead(text, out var id, out var problem)
            ? id
            : throw new ArgumentException($"'{Identifier.Shown(text ?? "")}' identifies no patient: it {problem}.", argument))];
    }
}
