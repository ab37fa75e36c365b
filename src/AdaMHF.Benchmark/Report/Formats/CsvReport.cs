using AdaMHF.Networks;

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

    public static string Text(IEnumerable<AdaptationRow> rows)
    {
        var csv = new CsvText(
            "cohort", "system", "units", "pathology_inside", "pathology_k_top", "pathology_tokens", "genomics_inside", "genomics_k_top",
            "genomics_tokens", "gates", "collapsed_gates", "gates_that_know_subtype", "largest_subtype_information", "front_auc",
            "share_correlation", "share_p");
        foreach (var row in rows)
        {
            csv.Row(
                row.Cohort, row.System.Key, row.Units,
                row.ShareInside(Modality.Pathology), row.MeanSelected(Modality.Pathology), row.MeanTokens(Modality.Pathology),
                row.ShareInside(Modality.Genomics), row.MeanSelected(Modality.Genomics), row.MeanTokens(Modality.Genomics),
                row.Gates, row.CollapsedGates, row.GatesThatKnowSubtype, row.LargestSubtypeInformation, row.FrontAuc,
                row.ShareCorrelation, row.SharePValue);
        }
        return csv.ToString();
    }
}
