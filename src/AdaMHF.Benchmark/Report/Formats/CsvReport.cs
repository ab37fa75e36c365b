
namespace AdaMHF.Benchmark;

/// <summary>Every number as a line of CSV.</summary>
internal static class CsvReport
{
    public static string Text(IEnumerable<ReportRow> rows)
    {
        var csv = new CsvText(
            "table", "cohort", "system", "system_name", "training", "condition", "c_index", "lower_95", "upper_95", "sd_of_folds", "folds",
                "seeds", "patients", "events", "comparable_pairs", "difference",
            "best_epoch_on_held_out", "published", "published_sd", "published_source");
        foreach (var row in rows)
        {
            csv.Row(
                row.Table, row.Cohort, row.System, row.SystemName, row.Training, row.Condition, row.ConcordanceIndex, row.LowerBound,
                    row.UpperBound, row.StandardDeviation, row.Folds, row.Seeds, row.Patients,
                row.Events, row.ComparablePairs, row.Difference, row.BestEpoch, row.Published?.Value, row.Published?.Deviation,
                    row.Published?.Source);
        }
        return csv.ToString();
    }
}
