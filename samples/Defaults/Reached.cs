using System.Globalization;
using AdaMHF.MLNet;

namespace Defaults;

/// <summary>What one training reached on held-out patients, beside its yardsticks.</summary>
/// <param name="Complete">With both modalities.</param>
/// <param name="GenomicsOnly">The same model, pathology missing.</param>
/// <param name="PathologyOnly">The same model, genomics missing.</param>
/// <param name="Cox">C-index of a ridge Cox model on the standardised genes.</param>
/// <param name="CoxOfShared">C-index of a ridge Cox model on the genes as the network sees them.</param>
/// <param name="Oracle">C-index of the true risk.</param>
internal sealed record Reached(SurvivalMetrics Complete, SurvivalMetrics GenomicsOnly, SurvivalMetrics PathologyOnly, double Cox, double CoxOfShared, double Oracle)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Complete} | {GenomicsOnly.ConcordanceIndex:F3} | {PathologyOnly.ConcordanceIndex:F3} | {Cox:F3} | {CoxOfShared:F3} | {Oracle:F3}");
}
