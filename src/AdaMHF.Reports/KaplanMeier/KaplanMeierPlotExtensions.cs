using AdaMHF.MLNet;
using AdaMHF.Survival;

namespace AdaMHF.Reports;

/// <summary>Draws survival curves: <c>ml.Survival.KaplanMeierByMedianRisk(scored).Plot().SavePng("curves.png")</c>.</summary>
public static class KaplanMeierPlotExtensions
{
    /// <summary>Draws the curve of each group, with the log-rank test between them.</summary>
    /// <param name="groups">
    /// Groups as <see cref="SurvivalCatalog.KaplanMeierByMedianRisk"/> or <see cref="SurvivalCatalog.KaplanMeier"/> gives them.
    /// </param>
    /// <exception cref="ArgumentException">There is no group.</exception>
    public static KaplanMeierPlot Plot(this IReadOnlyList<SurvivalGroup> groups) => groups.Plot(new KaplanMeierPlotOptions());

    /// <summary>Draws the curve of each group, with the log-rank test between them.</summary>
    /// <param name="groups">
    /// Groups as <see cref="SurvivalCatalog.KaplanMeierByMedianRisk"/> or <see cref="SurvivalCatalog.KaplanMeier"/> gives them.
    /// </param>
    /// <param name="options">Title, axes and parts of the plot.</param>
    /// <exception cref="ArgumentException">There is no group, or an option is out of its range.</exception>
    public static KaplanMeierPlot Plot(this IReadOnlyList<SurvivalGroup> groups, KaplanMeierPlotOptions options)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(options);
        return new([.. groups.Select(group => new PlottedGroup(group.Label, group.Patients, group.Events, group.Curve))], options);
    }

    /// <summary>Draws one curve.</summary>
    /// <param name="curve">The curve.</param>
    public static KaplanMeierPlot Plot(this KaplanMeierCurve curve) => curve.Plot("all", new());

    /// <summary>Draws one curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="label">Name of the patients in the legend.</param>
    /// <param name="options">Title, axes and parts of the plot.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static KaplanMeierPlot Plot(this KaplanMeierCurve curve, string label, KaplanMeierPlotOptions options)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(options);
        return new([new PlottedGroup(label, curve.AtRisk[0], curve.Events.Sum(), curve)], options);
    }
}
