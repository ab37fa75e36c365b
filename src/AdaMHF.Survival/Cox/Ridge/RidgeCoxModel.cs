using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>A Cox model fitted under a ridge penalty by <see cref="RidgeCoxRegression"/>.</summary>
public sealed class RidgeCoxModel
{
    internal RidgeCoxModel(double[] coefficients, double[] means, double ridge, double logLikelihood, double nullLogLikelihood, bool converged)
    {
        Coefficients = [.. coefficients];
        Means = [.. means];
        Ridge = ridge;
        LogLikelihood = logLikelihood;
        NullLogLikelihood = nullLogLikelihood;
        Converged = converged;
    }

    /// <summary>Log hazard ratio per unit of each covariate.</summary>
    public ImmutableArray<double> Coefficients { get; }

    /// <summary>Mean of each covariate; <see cref="Risk"/> is relative to a subject with these.</summary>
    public ImmutableArray<double> Means { get; }

    /// <summary>Strength of the penalty.</summary>
    public double Ridge { get; }

    /// <summary>Log partial likelihood at the coefficients, without penalty.</summary>
    public double LogLikelihood { get; }

    /// <summary>Log partial likelihood with all coefficients 0.</summary>
    public double NullLogLikelihood { get; }

    /// <summary>Whether the gradient of the penalised likelihood came to 0.</summary>
    public bool Converged { get; }

    /// <summary>Log hazard of a subject relative to one with mean covariates; larger for an earlier expected event.</summary>
    /// <param name="covariates">One value per covariate, in the order of the fit.</param>
    /// <exception cref="SurvivalDataException">The number of values differs from that of the fit.</exception>
    public double Risk(ReadOnlySpan<double> covariates)
    {
        if (covariates.Length != Coefficients.Length)
        {
            throw new SurvivalDataException(
                $"covariates holds {covariates.Length} values: the model was fitted with {Coefficients.Length} columns.", nameof(covariates));
        }
        var risk = 0.0;
        for (var column = 0; column < covariates.Length; column++) risk += Coefficients[column] * (covariates[column] - Means[column]);
        return risk;
    }
}
