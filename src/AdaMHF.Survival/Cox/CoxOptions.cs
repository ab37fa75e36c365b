namespace AdaMHF.Survival;

/// <summary>How a Cox regression is fitted.</summary>
public sealed record CoxOptions
{
    /// <summary>Treatment of tied events. Default Efron.</summary>
    public CoxTies Ties { get; init; } = CoxTies.Efron;

    /// <summary>
    /// Strength of the ridge penalty, at least 0: half of it times the sum of the squared coefficients, in the units of the covariates, is
    /// subtracted from the log likelihood. Default 0.
    /// </summary>
    public double Ridge { get; init; }

    /// <summary>Largest number of Newton steps, at least 1. Default 50.</summary>
    public int MaximumIterations { get; init; } = 50;

    /// <summary>
    /// The fit has converged when no coefficient, per standard deviation of its covariate, moves by more than this; above 0. Default 1e-9.
    /// </summary>
    public double Tolerance { get; init; } = 1e-9;

    internal void Check()
    {
        Require.FiniteNotNegative(Ridge, nameof(Ridge));
        Require.Positive(Tolerance, nameof(Tolerance));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaximumIterations, 1);
    }
}
