using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>Draws importances: <c>importances.Plot().SavePng("importance.png")</c>.</summary>
public static class ImportancePlotExtensions
{
    /// <summary>Draws the mean drop of concordance of each modality, with the smallest and the largest of its permutations.</summary>
    /// <param name="importances">Importances as <see cref="SurvivalCatalog"/> gives them.</param>
    /// <param name="options">Title and number of rows.</param>
    /// <exception cref="ArgumentException">There is none, or an option is out of its range.</exception>
    /// <remarks>The range says how much permutations differ, not how much other patients would.</remarks>
    public static ForestPlot Plot(this IReadOnlyList<ModalityImportance> importances, ForestPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(importances);
        options ??= new();
        options.Check();
        var rows = importances.OrderByDescending(importance => importance.MeanDrop).Take(options.MaxRows).Select(importance =>
        {
            var complete = importance.Complete.ConcordanceIndex;
            var (least, most) = (complete - importance.Permuted.Max(), complete - importance.Permuted.Min());
            return new IntervalRow(
                importance.Modality, importance.MeanDrop, least, most,
                $"{ReportNumbers.Fixed(importance.MeanDrop)} ({ReportNumbers.Interval(least, most)})");
        });
        return new([.. rows], "Drop of concordance (range of permutations)", options.Title, isRatio: false);
    }
}
