namespace AdaMHF.Reports;

/// <summary>Draws Shapley values: <c>contributions.Plot().SavePng("reasons.png")</c>.</summary>
public static class ContributionPlotExtensions
{
    /// <summary>Draws contributions as bars.</summary>
    /// <param name="contributions">Contributions in one unit.</param>
    /// <param name="options">Title, words and number of rows.</param>
    /// <exception cref="ArgumentException">There is none, one is not finite, or an option is out of its range.</exception>
    public static ContributionPlot Plot(this IReadOnlyList<Contribution> contributions, ContributionPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        return new(contributions, options ?? new());
    }
}
