using AdaMHF.PatchBags;
using Microsoft.Data.Analysis;

namespace AdaMHF.MLNet;

/// <summary>A folder's report as a table.</summary>
public static class SlideFolderReports
{
    /// <summary>
    /// One row per slide of the table, then one per file that belongs to none. Columns: <c>SlideId</c>, <c>File</c>, <c>Status</c>
    /// (matched, suspicious, absent, unmatched), <c>Findings</c>, <c>Patches</c>, <c>Width</c>, <c>HasCoordinates</c>, <c>PatchSize</c>,
    /// <c>Level</c>, <c>MicronsPerPixel</c>, <c>Encoder</c>, <c>Message</c>; null where unknown.
    /// </summary>
    public static DataFrame ToDataFrame(this SlideFolderReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        SlideInspection[] rows =
        [
            .. report.Slides,
            .. report.UnmatchedFiles.Select(file => new SlideInspection("", file, null, [], "belongs to no slide of the table")),
        ];
        return new(
            Text("SlideId", rows.Select(row => row.SlideId.Length == 0 ? null : row.SlideId)),
            Text("File", rows.Select(row => row.File)),
            Text("Status", rows.Select(Status)),
            Text("Findings", rows.Select(row => string.Join(", ", row.Findings))),
            new PrimitiveDataFrameColumn<int>("Patches", rows.Select(row => row.Header?.PatchCount)),
            new PrimitiveDataFrameColumn<int>("Width", rows.Select(row => row.Header?.Width)),
            new PrimitiveDataFrameColumn<bool>("HasCoordinates", rows.Select(row => row.Header?.HasCoordinates)),
            new PrimitiveDataFrameColumn<int>("PatchSize", rows.Select(row => row.Header?.PatchSize)),
            new PrimitiveDataFrameColumn<int>("Level", rows.Select(row => row.Header?.Level)),
            new PrimitiveDataFrameColumn<double>("MicronsPerPixel", rows.Select(row => row.Header?.MicronsPerPixel)),
            Text("Encoder", rows.Select(row => row.Header?.Encoder)),
            Text("Message", rows.Select(row => row.Message)));
    }

    private static string Status(SlideInspection slide) => slide switch
    {
        { SlideId.Length: 0 } => "unmatched",
        { Findings.Count: 0 } => "matched",
        _ => slide.Findings.Contains(BagFinding.Absent) ? "absent" : "suspicious",
    };

    private static StringDataFrameColumn Text(string name, IEnumerable<string?> values) => new(name, values);
}
