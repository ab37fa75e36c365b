using Microsoft.Data.Analysis;

namespace Benchmark.Report;

/// <summary>The rows of a report as a data frame.</summary>
public static class ReportFrame
{
    /// <summary>One row per number; what is unknown is null.</summary>
    public static DataFrame ToDataFrame(IReadOnlyList<ReportRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(
            Text("Table", row => row.Table), Text("Cohort", row => row.Cohort), Text("System", row => row.System), Text("SystemName", row => row.SystemName),
            Text("Training", row => row.Training), Text("Condition", row => row.Condition),
            Number("ConcordanceIndex", row => row.ConcordanceIndex), Number("LowerBound", row => row.LowerBound), Number("UpperBound", row => row.UpperBound),
            Number("StandardDeviation", row => row.StandardDeviation), Whole("Folds", row => row.Folds), Whole("Seeds", row => row.Seeds), Whole("Patients", row => row.Patients),
            Whole("Events", row => row.Events), Whole("ComparablePairs", row => row.ComparablePairs), Number("Difference", row => row.Difference),
            Number("BestEpochOnHeldOut", row => row.BestEpoch), Number("Published", row => row.Published?.Value), Number("PublishedDeviation", row => row.Published?.Deviation),
            Text("PublishedSource", row => row.Published?.Source));

        StringDataFrameColumn Text(string name, Func<ReportRow, string?> value) => new(name, rows.Select(value));
        DoubleDataFrameColumn Number(string name, Func<ReportRow, double?> value) => new(name, rows.Select(value).Select(number => number is { } known && double.IsNaN(known) ? null : number));
        Int64DataFrameColumn Whole(string name, Func<ReportRow, long> value) => new(name, rows.Select(value));
    }
}
