using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>On which times a survival model reports; saved with it.</summary>
/// <param name="TimeBinEdges">Edges of the time bins in months: 0, the inner edges, infinity.</param>
/// <param name="LongestMonths">Where the last bin ends: the longest time of the training patients, above the last inner edge.</param>
/// <param name="ReportedMonths">Months for which the survival probability is reported as well; may be empty.</param>
/// <param name="ReportsModalities">Whether the model says how much each modality counted.</param>
/// <param name="ExplainedGroups">Names of the genomic groups when the model says what it looked at; null when it does not.</param>
internal sealed record PrognosisSettings(
    double[] TimeBinEdges, double LongestMonths, double[] ReportedMonths, bool ReportsModalities, string[]? ExplainedGroups = null)
{
    private TimeBins? _bins;

    /// <summary>The time bins.</summary>
    public TimeBins Bins() => _bins ??= TimeBins.FromEdges(TimeBinEdges);

    public static PrognosisSettings Create(TimeBins bins, double[] trainingTimes, IReadOnlyList<double> reportedMonths, bool reportsModalities) => new(
        [.. bins.Edges],
        // Where many die last at one time, the last quantile may lie on it; the last bin needs some width to draw a line through.
        Math.Max(trainingTimes.Max(), bins.Edges[^2] * (1 + 1e-6)),
        [.. reportedMonths],
        reportsModalities);
}
