namespace AdaMHF.Survival;

/// <summary>How a discrete-hazard regression is fitted.</summary>
public sealed record DiscreteHazardOptions
{
    /// <summary>
    /// Strength of the ridge penalty, at least 0: half of it times the sum of the squared coefficients, per standard deviation of the
    /// covariates, is subtracted from the log likelihood; the intercepts of the bins are not penalised. Default 0.
    /// </summary>
    public double Ridge { get; init; }

    /// <summary>Largest number of Newton steps, at least 1. Default 50.</summary>
    public int MaximumIterations { get; init; } = 50;

    /// <summary>The fit has converged when a step gains less than this share of the log likelihood; above 0. Default 1e-10.</summary>
    public double Tolerance { get; init; } = 1e-10;

    internal void Check()
    {
        Require.FiniteNotNegative(Ridge, nameof(Ridge));
        Require.Positive(Tolerance, nameof(Tolerance));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumIterations, 1);
    }
}
