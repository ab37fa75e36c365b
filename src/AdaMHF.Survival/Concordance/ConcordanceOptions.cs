namespace AdaMHF.Survival;

/// <summary>Which pairs a concordance index compares and when two risks are tied.</summary>
public sealed record ConcordanceOptions
{
    /// <summary>
    /// The rules of scikit-survival, which the published results of this field use: risks within 1e-8 are tied. The default.
    /// </summary>
    public static ConcordanceOptions ScikitSurvival { get; } = new();

    /// <summary>The rules of R's survival package: only equal risks are tied, and times that differ by rounding are one time.</summary>
    public static ConcordanceOptions RSurvival { get; } = new() { RiskTolerance = 0, MergeCloseTimes = true };

    /// <summary>Largest distance of two tied risks, compared pair by pair; at least 0. Default 1e-8.</summary>
    public double RiskTolerance { get; init; } = 1e-8;

    /// <summary>Whether times are first merged by <see cref="TiedTimes.Merge"/>. Default false.</summary>
    public bool MergeCloseTimes { get; init; }

    /// <summary>
    /// Latest event time that starts pairs, in the unit of the times; partners may have any later time. Default infinity.
    /// R calls it <c>ymax</c>, scikit-survival <c>tau</c>.
    /// </summary>
    public double Truncation { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Whether an event at exactly <see cref="Truncation"/> still counts: true in R, false in scikit-survival. Default true.
    /// </summary>
    public bool TruncationIsInclusive { get; init; } = true;

    /// <summary>Probability that the confidence interval is built for, strictly between 0 and 1. Default 0.95.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    internal void Check()
    {
        Require.NotNegative(RiskTolerance, nameof(RiskTolerance));
        Require.NotNegative(Truncation, nameof(Truncation));
        Require.Fraction(ConfidenceLevel, nameof(ConfidenceLevel));
    }

    internal bool Includes(double eventTime) => TruncationIsInclusive ? eventTime <= Truncation : eventTime < Truncation;
}
