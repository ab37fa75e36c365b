using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>Expert use as a table: one row per gated layer, one column per expert.</summary>
internal static class DecisionUsageTable
{
    public static TablePart Of(string caption, DecisionUsage usage)
    {
        var most = usage.Experts.Max(layer => layer.Shares.Count);
        TableColumn[] columns = [new("Layer"), new("Patients", IsNumber: true),
            .. Enumerable.Range(1, most).Select(expert => new TableColumn($"Expert {expert}", IsNumber: true))];
        return TablePart.Of(caption, columns, usage.Experts.Select(layer => (IReadOnlyList<string>)
        [
            layer.Name, ReportNumbers.Count(layer.Patients), .. layer.Shares.Select(ReportNumbers.Percent),
            .. Enumerable.Repeat("", most - layer.Shares.Count),
        ]));
    }
}
