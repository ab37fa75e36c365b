using System.Collections.Immutable;
using MathNet.Numerics;

namespace AdaMHF.Survival;

/// <summary>A rising function that turns predicted survival at one horizon into calibrated survival.</summary>
/// <remarks>
/// Fitted on subjects that the model was not trained on, and applied to others: on its own subjects it looks calibrated whatever it does.
/// Those censored before the horizon have no state there; the others count 1 / G, with G the probability of being uncensored up to then.
/// Interpretation: a slope below 1 says that the predictions were too extreme, an intercept above 0 that too few survivors were predicted.
/// </remarks>
/// <seealso href="https://doi.org/10.1145/1102351.1102430">Niculescu-Mizil and Caruana 2005: both forms</seealso>
/// <seealso href="https://doi.org/10.1007/s10994-007-5018-6">Lin, Lin and Weng 2007: Platt's method</seealso>
public sealed class HorizonRecalibration
{
    private HorizonRecalibration(double horizon, double slope, double intercept, double[] predicted, double[] calibrated)
    {
        (Horizon, Slope, Intercept) = (horizon, slope, intercept);
        (Predicted, Calibrated) = ([.. predicted], [.. calibrated]);
    }

    /// <summary>The horizon, in the unit of the times.</summary>
    public double Horizon { get; }

    /// <summary>Slope on the log odds of survival, at least 0; NaN for the isotonic form.</summary>
    public double Slope { get; }

    /// <summary>Intercept on the log odds of survival; NaN for the isotonic form.</summary>
    public double Intercept { get; }

    /// <summary>Rising predictions between which the isotonic form is straight; empty for Platt's.</summary>
    public ImmutableArray<double> Predicted { get; }

    /// <summary>Calibrated survival at each of <see cref="Predicted"/>.</summary>
    public ImmutableArray<double> Calibrated { get; }

    /// <summary>Platt scaling: logistic regression of survival on the log odds of the predicted survival.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="predictedSurvival">Per subject, its predicted probability of surviving beyond the horizon, 0 to 1.</param>
    /// <param name="horizon">The horizon, above 0, in the unit of the times.</param>
    /// <param name="censoring">Censoring distribution; from these subjects when omitted.</param>
    /// <remarks>
    /// Targets are Platt's: (w + 1) / (w + 2) for survivors with the weight w and 1 / (w + 2) for the others, so that separated predictions
    /// have a solution. Where the slope is below 0, which would reverse the order of the subjects, only the level is fitted.
    /// </remarks>
    /// <exception cref="SurvivalDataException">
    /// Lengths differ, a value is not allowed, or nobody is known to have survived the horizon or to have died before it.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not finite and above 0.</exception>
    public static HorizonRecalibration Platt(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> predictedSurvival,
        double horizon,
        CensoringDistribution? censoring = null)
    {
        var known = KnownStates.Of(time, observed, predictedSurvival, horizon, censoring);
        var stratum = LogisticStratum.WithPlattTargets(Array.ConvertAll(known.Predicted, LogOdds.Of), known.Survived, known.Weight);
        var (slope, intercepts) = SharedSlopeRegression.Fit(stratum);
        return new(horizon, slope, intercepts[0], [], []);
    }

    /// <summary>Isotonic regression of survival on the predicted survival, by pooling adjacent violators.</summary>
    /// <inheritdoc cref="Platt" path="/param"/>
    /// <inheritdoc cref="Platt" path="/exception"/>
    /// <remarks>Straight between the pooled blocks and constant beyond the first and the last.</remarks>
    public static HorizonRecalibration Isotonic(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> predictedSurvival,
        double horizon,
        CensoringDistribution? censoring = null)
    {
        var known = KnownStates.Of(time, observed, predictedSurvival, horizon, censoring);
        var (predicted, calibrated) = IsotonicBlocks.Fit(known.Predicted, known.Survived, known.Weight);
        return new(horizon, double.NaN, double.NaN, predicted, calibrated);
    }

    /// <summary>Calibrated probability of surviving beyond the horizon.</summary>
    /// <param name="predictedSurvival">Predicted probability, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The prediction is no probability.</exception>
    public double Apply(double predictedSurvival)
    {
        if (!(predictedSurvival is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(predictedSurvival), predictedSurvival, "Expected a probability, 0 to 1.");
        if (Predicted.IsEmpty) return SpecialFunctions.Logistic((Slope * LogOdds.Of(predictedSurvival)) + Intercept);
        var at = Predicted.BinarySearch(predictedSurvival);
        if (at >= 0) return Calibrated[at];
        var above = ~at;
        if (above == 0) return Calibrated[0];
        if (above == Predicted.Length) return Calibrated[^1];
        var share = (predictedSurvival - Predicted[above - 1]) / (Predicted[above] - Predicted[above - 1]);
        return Calibrated[above - 1] + (share * (Calibrated[above] - Calibrated[above - 1]));
    }
}
