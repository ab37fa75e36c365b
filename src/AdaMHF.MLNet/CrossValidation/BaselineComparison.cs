using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>What a pipeline adds to a baseline that was cross-validated on the same folds.</summary>
/// <param name="Name">Name of the baseline.</param>
/// <param name="Baseline">Its own cross-validation.</param>
/// <param name="Difference">
/// Concordance within folds of the pipeline, of the baseline, and their paired difference with interval and p-value, over the held-out
/// patients for whom both have a prediction.
/// </param>
public sealed record BaselineComparison(string Name, SurvivalCrossValidation Baseline, ConcordanceComparison Difference)
{
    /// <summary>Such as <c>over clinical Cox (C 0.673) +0.021 [-0.004, 0.046], p 0.10</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"over {Name} (C {Difference.Second.ConcordanceIndex:F3}) {Difference.Difference:+0.000;-0.000} ")
        + FormattableString.Invariant($"[{Difference.LowerBound:F3}, {Difference.UpperBound:F3}], p {Difference.PValue:G2}");
}
