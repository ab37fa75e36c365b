using AdaMHF.Survival;

namespace AdaMHF.Reports;

/// <summary>What a <see cref="KaplanMeierPlot"/> shows.</summary>
public sealed record KaplanMeierPlotOptions
{
    /// <summary>Title above the plot; none when null, the default.</summary>
    public string? Title { get; init; }

    /// <summary>Label of the time axis; default <c>Months</c>.</summary>
    public string TimeLabel { get; init; } = "Months";

    /// <summary>Label of the vertical axis; default <c>Survival probability</c>.</summary>
    public string SurvivalLabel { get; init; } = "Survival probability";

    /// <summary>Where the time axis ends, above 0; the longest follow-up of all groups when null, the default.</summary>
    public double? MaxTime { get; init; }

    /// <summary>
    /// Distance between ticks of the time axis, above 0; when null, the default, a distance that suits months (such as 6, 12 or 24) and
    /// gives at most nine ticks.
    /// </summary>
    public double? TickInterval { get; init; }

    /// <summary>Level of the pointwise confidence bands, strictly between 0 and 1; default 0.95. No bands when null.</summary>
    public double? ConfidenceLevel { get; init; } = 0.95;

    /// <summary>Scale on which the bands are symmetric; default <see cref="IntervalTransform.LogLog"/>.</summary>
    public IntervalTransform IntervalTransform { get; init; } = IntervalTransform.LogLog;

    /// <summary>Whether a vertical tick marks each time at which patients were censored; default true.</summary>
    public bool CensorMarks { get; init; } = true;

    /// <summary>Whether numbers at risk stand under the time axis; default true.</summary>
    public bool NumbersAtRisk { get; init; } = true;

    /// <summary>Whether the log-rank p-value is shown where there are several groups; default true.</summary>
    public bool LogRank { get; init; } = true;

    /// <summary>
    /// Colours of the groups in their order, repeated where there are more groups; default <see cref="ReportPalette.ColorBlindSafe"/>.
    /// </summary>
    /// <value>At least one colour, as <c>#RRGGBB</c>.</value>
    public IReadOnlyList<string> Palette { get; init; } = ReportPalette.ColorBlindSafe;

    internal void Check()
    {
        Require(MaxTime is null or > 0 and < double.PositiveInfinity, nameof(MaxTime), "a finite time above 0");
        Require(TickInterval is null or > 0 and < double.PositiveInfinity, nameof(TickInterval), "a finite time above 0");
        Require(ConfidenceLevel is null or > 0 and < 1, nameof(ConfidenceLevel), "strictly between 0 and 1");
        Require(Enum.IsDefined(IntervalTransform), nameof(IntervalTransform), "a named value");
        Require(Palette is { Count: > 0 } && Palette.All(ReportPalette.IsColor), nameof(Palette), "at least one colour, each as #RRGGBB");
    }

    private static void Require(bool holds, string name, string expected)
    {
        if (!holds) throw new ArgumentException($"{name} must be {expected}.", name);
    }
}
