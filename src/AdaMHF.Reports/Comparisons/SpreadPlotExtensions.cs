namespace AdaMHF.Reports;

/// <summary>Draws folds: <c>rows.Plot().SavePng("folds.png")</c>.</summary>
public static class SpreadPlotExtensions
{
    /// <summary>Draws estimates with their intervals and the numbers that each is the mean of.</summary>
    /// <param name="rows">One row each, from the top.</param>
    /// <param name="options">Title, axis and line of reference.</param>
    /// <exception cref="ArgumentException">There is no row, or an option is out of its range.</exception>
    public static SpreadPlot Plot(this IReadOnlyList<SpreadRow> rows, ComparisonPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(rows, options ?? new());
    }
}
