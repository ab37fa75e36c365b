namespace AdaMHF.Reports;

/// <summary>Draws changes: <c>rows.Plot().SavePng("missing.png")</c>.</summary>
public static class ChangePlotExtensions
{
    /// <summary>Draws numbers before and after a change.</summary>
    /// <param name="rows">One row each, from the top.</param>
    /// <param name="options">Title, axis and line of reference.</param>
    /// <exception cref="ArgumentException">There is no row, or an option is out of its range.</exception>
    public static ChangePlot Plot(this IReadOnlyList<ChangeRow> rows, ComparisonPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(rows, options ?? new());
    }
}
