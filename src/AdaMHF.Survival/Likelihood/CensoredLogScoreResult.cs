namespace AdaMHF.Survival;

/// <summary>A mean logarithmic score.</summary>
/// <param name="Mean">Mean over the subjects, in the logarithm of one over the unit of time; infinite where a score is.</param>
/// <param name="InfiniteReason">How many outcomes the curves exclude; null when the mean is finite.</param>
public sealed record CensoredLogScoreResult(double Mean, string? InfiniteReason);
