namespace AdaMHF.Benchmark;

/// <summary>What stands in a cell.</summary>
/// <param name="Main">The number.</param>
/// <param name="Small">What tells how far to trust it; empty for nothing.</param>
internal sealed record TableCell(string Main, string Small = "")
{
    /// <summary>Whether it is the best of its column.</summary>
    public bool IsBest { get; init; }

    public static TableCell Empty { get; } = new("");

    public static implicit operator TableCell(string text) => new(text);

    public static TableCell Of(ReportRow? row) => row is null
        ? Empty
        : new TableCell(Numbers.Index(row.ConcordanceIndex), Numbers.Text(
            $"{Numbers.Interval(row.LowerBound, row.UpperBound)}{Deviation(row)}; {row.Events:N0} events, {row.ComparablePairs:N0} pairs"));

    public static TableCell Of(PublishedValue? value) => value is null
        ? "—"
        : new TableCell(
            Numbers.Index(value.Value), value.Deviation is { } deviation ? Numbers.Text($"± {deviation:F3}; {value.Source}")
                : value.Source);

    /// <summary>The best epoch's number, where there are epochs to choose from.</summary>
    public static TableCell OfBestEpoch(ReportRow? row, bool hasEpochs) =>
        row is null ? Empty : row.BestEpoch is { } best ? Numbers.Index(best) : hasEpochs ? "not recorded" : "—";

    private static string Deviation(ReportRow row) =>
        double.IsNaN(row.StandardDeviation) ? "" : Numbers.Text($", SD {row.StandardDeviation:F3}");
}
