using System.Globalization;
using AdaMHF.MLNet;
using Spectre.Console;

namespace Systems;

/// <summary>Systems that were cross-validated on the same folds, one row each.</summary>
internal static class CrossValidationTable
{
    public static Table Create(string last) => MarkdownTable.Create(
        "cohort", "system", "C, mean ± SD over folds", "each fold", "C within folds ± SE", "(C - 0.5) / SE", "events", "comparable pairs", "s", last);

    public static void AddRow(Table table, string cohort, string system, SurvivalCrossValidation result, double seconds, string last)
    {
        var within = result.WithinFolds;
        table.AddRow(
            cohort,
            system,
            MarkdownTable.Cell($"{result.MeanConcordanceIndex:F3} ± {result.StandardDeviation:F3}"),
            string.Join(' ', result.Folds.Select(fold => fold.Metrics.ConcordanceIndex.ToString("F3", CultureInfo.InvariantCulture))),
            HeldOutRisks.Text(within),
            MarkdownTable.Cell($"{(within.ConcordanceIndex - 0.5) / within.StandardError:F1}"),
            MarkdownTable.Cell($"{within.Events}"),
            MarkdownTable.Cell($"{within.ComparablePairs:N0}"),
            MarkdownTable.Cell($"{seconds:F0}"),
            last);
        Console.Error.WriteLine($"{cohort}, {system}: {result}, {seconds:F0} s");
    }
}
