namespace AdaMHF.Survival;

/// <summary>How subjects are resampled.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Number of resamples, at least 20. Default 1000.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Seed of the resamples: the same seed gives the same interval on every machine. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Probability that the intervals are built for, strictly between 0 and 1. Default 0.95.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>
    /// Label per subject, such as the hospital: clusters are drawn with all their subjects, and every subject is its own where this is
    /// null. Default null.
    /// </summary>
    public IReadOnlyList<int>? Cluster { get; init; }

    internal void Check(int subjects)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, 20);
        Require.Fraction(ConfidenceLevel, nameof(ConfidenceLevel));
        if (Cluster is { } labels) Require.SameLength(labels.Count, nameof(Cluster), subjects);
    }
}
