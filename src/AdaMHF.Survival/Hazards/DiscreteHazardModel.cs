using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>A linear model of discrete hazards: logit h_k(x) = intercept_k + coefficients' (x - means).</summary>
/// <param name="Intercepts">One per time bin: the log odds of the event there at mean covariates.</param>
/// <param name="Coefficients">Change of the log odds per unit of each covariate, the same in all bins.</param>
/// <param name="Means">Mean of each covariate.</param>
/// <param name="LogLikelihood">Log likelihood at the coefficients, without penalty.</param>
/// <param name="Converged">
/// Whether the fit converged. False usually means that the covariates separate the events perfectly; a ridge penalty makes the
/// coefficients finite.
/// </param>
public sealed record DiscreteHazardModel(
    ImmutableArray<double> Intercepts,
    ImmutableArray<double> Coefficients,
    ImmutableArray<double> Means,
    double LogLikelihood,
    bool Converged)
{
    /// <summary>Hazard of each bin, 0 to 1; the input of <see cref="DiscreteHazards"/>.</summary>
    /// <param name="covariates">One value per covariate, in the order of the fit.</param>
    /// <exception cref="SurvivalDataException">The number of values differs from that of the fit.</exception>
    public double[] Hazards(ReadOnlySpan<double> covariates)
    {
        if (covariates.Length != Coefficients.Length)
        {
            throw new SurvivalDataException(
                $"covariates holds {covariates.Length} values: the model was fitted with {Coefficients.Length} columns.",
                nameof(covariates));
        }
        var predictor = 0.0;
        for (var column = 0; column < covariates.Length; column++)
            predictor += Coefficients[column] * (covariates[column] - Means[column]);
        return [.. Intercepts.Select(intercept => 1 / (1 + Math.Exp(-intercept - predictor)))];
    }
}
