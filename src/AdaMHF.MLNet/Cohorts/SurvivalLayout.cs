namespace AdaMHF.MLNet;

/// <summary>
/// The tables of a public source: which options read them, for each endpoint that the source has. Patients without an outcome are left out
/// and named in the report. Each layout has a page in data-schemas/layouts.
/// </summary>
/// <example>
/// <code>var cohort = ml.Data.LoadSurvivalCohort("kirc.csv", SurvivalLayout.Panther.Options(SurvivalEndpoint.DSS));</code>
/// </example>
public sealed partial class SurvivalLayout
{
    private readonly IReadOnlyDictionary<SurvivalEndpoint, SurvivalCohortOptions> _options;

    private SurvivalLayout(string name, string source, Dictionary<SurvivalEndpoint, SurvivalCohortOptions> options)
    {
        Name = name;
        Source = source;
        _options = options;
    }

    /// <summary>All layouts.</summary>
    public static IReadOnlyList<SurvivalLayout> All => [CBioPortal, Xena, Gdc, Mcat, SurvPath, Panther];

    /// <summary>Name on the command line, such as <c>panther</c>.</summary>
    public string Name { get; }

    /// <summary>Where such tables come from.</summary>
    public string Source { get; }

    /// <summary>Endpoints of the source.</summary>
    public IReadOnlyList<SurvivalEndpoint> Endpoints => [.. _options.Keys];

    /// <summary>The layout of a name, whatever its case.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static SurvivalLayout Of(string name) =>
        All.FirstOrDefault(layout => layout.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new ArgumentException(
            $"There is no layout '{name}'. Layouts: {string.Join(", ", All.Select(layout => layout.Name))}.", nameof(name));

    /// <summary>Options that read such a table; change what differs with <c>with</c>.</summary>
    /// <exception cref="ArgumentException">The source does not have the endpoint.</exception>
    public SurvivalCohortOptions Options(SurvivalEndpoint endpoint = SurvivalEndpoint.OS) =>
        _options.TryGetValue(endpoint, out var options) ? options : throw new ArgumentException(
            $"Tables of the layout {Name} have no {endpoint}; they have {string.Join(", ", Endpoints)}.", nameof(endpoint));

    /// <summary>The layout whose columns a header has; the default one is none. Null where there is none.</summary>
    internal static SurvivalLayout? OfHeader(IReadOnlyList<string> columns)
    {
        return All.FirstOrDefault(layout => layout != Mcat && layout._options.Values.Any(Fits));

        bool Fits(SurvivalCohortOptions options) =>
            new[] { options.CaseIdColumnName, options.TimeColumnName, options.EventColumnName ?? options.CensorshipColumnName! }
                .All(name => columns.Contains(name)
                    || options.SourcePrefixes.Any(prefix => columns.Contains(prefix + options.SourceNames.GetValueOrDefault(name, name))));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Source}";
}
