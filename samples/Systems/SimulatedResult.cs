using System.Globalization;
using Spectre.Console;

namespace Systems;

/// <summary>What a system reached on the held-out patients of all cohorts.</summary>
internal sealed record SimulatedResult(string Name, Modalities Reads)
{
    public HeldOutRisks Complete { get; } = new();

    public HeldOutRisks GenomicsMissing { get; } = new();

    public HeldOutRisks PathologyMissing { get; } = new();

    public long Parameters { get; set; }

    public double Seconds { get; set; }

    public void AddTo(Table table)
    {
        var complete = Complete.Concordance;
        var both = Reads == Modalities.Both;
        table.AddRow(
            Name,
            Reads == Modalities.Both ? "both" : Reads.ToString().ToLowerInvariant(),
            HeldOutRisks.Text(complete),
            MarkdownTable.Cell($"{(complete.ConcordanceIndex - 0.5) / complete.StandardError:F1}"),
            both && Parameters > 0 ? HeldOutRisks.Text(GenomicsMissing.Concordance) : "",
            both && Parameters > 0 ? HeldOutRisks.Text(PathologyMissing.Concordance) : "",
            MarkdownTable.Cell($"{complete.Events}"),
            MarkdownTable.Cell($"{complete.ComparablePairs:N0}"),
            Parameters > 0 ? MarkdownTable.Cell($"{Parameters:N0}") : "",
            Seconds > 0 ? Seconds.ToString("F0", CultureInfo.InvariantCulture) : "");
    }
}
