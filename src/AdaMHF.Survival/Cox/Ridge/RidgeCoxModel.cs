using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>A Cox model fitted under a ridge penalty by <see cref="RidgeCoxRegression"/>.</summary>
public sealed class RidgeCoxModel
{
    internal RidgeCoxModel(CoxPredictor predictor, double ridge, double logLikelihood, double nullLogLikelihood, bool converged)
    {
        Predictor = predictor;
        Ridge = ridge;
        LogLikelihood = logLikelihood;
        NullLogLikelihood = nullLogLikelihood;
        Converged = converged;
    }

    /// <summary>The part of the model that predicts: risks, survival curves, expected times.</summary>
    public CoxPredictor Predictor { get; }

    /// <summary>Log hazard ratio per unit of each covariate.</summary>
    public ImmutableArray<double> Coefficients => Predictor.Coefficients;

    /// <summary>Mean of each covariate; <see cref="Risk"/> is relative to a subject with these.</summary>
    public ImmutableArray<double> Means => Predictor.Means;

    /// <summary>Strength of the penalty.</summary>
    public double Ridge { get; }

    /// <summary>Log partial likelihood at the coefficients, without penalty.</summary>
    public double LogLikelihood { get; }

    /// <summary>Log partial likelihood with all coefficients 0.</summary>
    public double NullLogLikelihood { get; }

    /// <summary>Whether the gradient of the penalised likelihood reached 0.</summary>
    public bool Converged { get; }

    /// <summary>Log hazard of a subject relative to one with mean covariates; larger for an earlier expected event.</summary>
    /// <param name="covariates">One value per covariate, in the order of the fit.</param>
    /// <exception cref="SurvivalDataException">The number of values differs from that of the fit.</exception>
    public double Risk(ReadOnlySpan<double> covariates) => Predictor.Risk(covariates);
}
