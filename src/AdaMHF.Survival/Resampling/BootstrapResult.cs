namespace AdaMHF.Survival;

/// <summary>A statistic and how it varies over resamples of its subjects.</summary>
/// <param name="Estimate">The statistic of the sample itself.</param>
/// <param name="StandardError">Sample standard deviation over the resamples.</param>
/// <param name="Percentile">Interval between percentiles of the resamples.</param>
/// <param name="BiasCorrected">
/// Bias-corrected and accelerated interval (BCa): percentiles that are moved by the share of resamples below the estimate, and by how much
/// the statistic's variance depends on its value, which is estimated by leaving out one subject or cluster at a time.
/// </param>
/// <param name="Undefined">Resamples in which the statistic is NaN; they have no part in the intervals.</param>
public sealed record BootstrapResult(
    double Estimate, double StandardError, BootstrapInterval Percentile, BootstrapInterval BiasCorrected, int Undefined)
{
    /// <summary>Why the intervals are NaN; null when they are defined.</summary>
    public string? UndefinedReason { get; init; }
}
