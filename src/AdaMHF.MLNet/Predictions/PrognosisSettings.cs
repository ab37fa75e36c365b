using System.Text.Json.Serialization;
using AdaMHF.Networks;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Times and optional columns that a survival model reports; stored with it.</summary>
/// <param name="TimeBinEdges">Edges of the time bins in months: 0, the inner edges, infinity.</param>
/// <param name="LongestMonths">End of the last bin: the longest time of the training patients, above the last inner edge.</param>
/// <param name="ReportedMonths">Months for which the survival probability is reported as well; may be empty.</param>
/// <param name="ReportsModalities">Whether the model reports the weight of each modality.</param>
/// <param name="ExplainedGroups">Names of the genomic groups when the model reports scores of patches and groups; else null.</param>
/// <param name="ReportsSpread">Whether the model reports how far the members of an ensemble differ.</param>
/// <param name="ReportsClinical">Whether clinical values are among the modalities that it reports.</param>
internal sealed record PrognosisSettings(
    double[] TimeBinEdges,
    double LongestMonths,
    double[] ReportedMonths,
    bool ReportsModalities,
    string[]? ExplainedGroups = null,
    bool ReportsSpread = false,
    bool ReportsClinical = false)
{
    private TimeBins? _bins;

    /// <summary>Curves that calibrate the hazards of each bin; the risk stays. Null without, and in earlier versions.</summary>
    [AbsentMeans(null)]
    public CalibrationCurve[]? Calibration { get; init; }

    /// <summary>Names of the modalities whose weight is reported.</summary>
    [JsonIgnore]
    public string[] Modalities =>
        !ReportsModalities ? [] : ReportsClinical ? Enum.GetNames<Modality>() : [nameof(Modality.Pathology), nameof(Modality.Genomics)];

    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        OptionCheck.Require(
            TimeBinEdges.Length >= 2 && TimeBinEdges[0] == 0 && double.IsPositiveInfinity(TimeBinEdges[^1]),
            nameof(TimeBinEdges), string.Join(", ", TimeBinEdges.Take(10)), "0, rising inner edges, Infinity");
        StoredNumbers.RequireRising(TimeBinEdges, mayStay: false, nameof(TimeBinEdges));
        OptionCheck.Require(
            LongestMonths > TimeBinEdges[^2] && double.IsFinite(LongestMonths),
            nameof(LongestMonths), LongestMonths, "a finite number above the last inner edge");
        OptionCheck.Require(
            Array.TrueForAll(ReportedMonths, months => months > 0 && double.IsFinite(months)),
            nameof(ReportedMonths), string.Join(", ", ReportedMonths.Take(10)), "finite months above 0");
        if (Calibration is null) return;
        StoredNumbers.RequireLength(Calibration.Length, TimeBinEdges.Length - 1, nameof(Calibration));
        foreach (var curve in Calibration) curve.Check();
    }

    /// <summary>The time bins.</summary>
    public TimeBins Bins() => _bins ??= TimeBins.FromEdges(TimeBinEdges);

    /// <summary>End of a time bin in months, of the last one the longest time.</summary>
    public double EndOf(int bin) => Math.Min(TimeBinEdges[bin + 1], LongestMonths);

    public static PrognosisSettings Create(
        TimeBins bins, double[] trainingTimes, IReadOnlyList<double> reportedMonths, bool reportsModalities) => new(
        [.. bins.Edges],
        // When many patients share the longest time, the last inner edge may equal it; the last bin needs a width above 0.
        Math.Max(trainingTimes.Max(), bins.Edges[^2] * (1 + 1e-6)),
        [.. reportedMonths],
        reportsModalities);
}
