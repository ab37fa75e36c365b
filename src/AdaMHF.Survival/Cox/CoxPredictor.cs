using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>The part of a fitted Cox model that predicts, without the sample and the test statistics.</summary>
/// <param name="Coefficients">Log hazard ratio per unit of each covariate.</param>
/// <param name="Means">Mean of each covariate; the baseline is that of a subject with these.</param>
/// <param name="BaselineTimes">The distinct event times, rising.</param>
/// <param name="BaselineCumulativeHazard">Cumulative baseline hazard at each event time.</param>
public sealed record CoxPredictor(
    ImmutableArray<double> Coefficients,
    ImmutableArray<double> Means,
    ImmutableArray<double> BaselineTimes,
    ImmutableArray<double> BaselineCumulativeHazard)
{
    /// <summary>
    /// Estimates the baseline of given log hazards, such as a network's, so that they predict survival curves: a predictor of one covariate
    /// with coefficient 1 and mean 0.
    /// </summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed.</param>
    /// <param name="logHazards">One finite log hazard per subject, larger for an earlier expected event.</param>
    /// <param name="ties">Treatment of tied events. Default Efron.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, a value is not allowed, or there is no event.</exception>
    /// <seealso href="https://doi.org/10.2307/2529620">Breslow 1974</seealso>
    public static CoxPredictor FromLogHazards(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> logHazards, CoxTies ties = CoxTies.Efron)
    {
        Require.Sample(time, observed);
        Require.AnEvent(observed, "a baseline hazard");
        Require.Risk(logHazards, time.Length, nameof(logHazards));
        double[][] rows = [.. Enumerable.Repeat(Array.Empty<double>(), time.Length)];
        var riskSets = new CoxRiskSets(CoxSample.Of(time, observed), rows, ties);
        var baseline = riskSets.Baselines(logHazards.ToArray())[0];
        return new([1], [0], [.. baseline.Times], [.. baseline.CumulativeHazard]);
    }

    /// <summary>
    /// Risk of a subject: its log hazard relative to a subject with mean covariates; larger for an earlier expected event.
    /// </summary>
    /// <param name="covariates">One value per covariate, in the order of the fit.</param>
    /// <exception cref="SurvivalDataException">The number of values differs from that of the fit.</exception>
    public double Risk(ReadOnlySpan<double> covariates)
    {
        if (covariates.Length != Coefficients.Length)
        {
            throw new SurvivalDataException(
                $"covariates holds {covariates.Length} values: the model was fitted with {Coefficients.Length} columns.",
                nameof(covariates));
        }
        var risk = 0.0;
        for (var column = 0; column < covariates.Length; column++) risk += Coefficients[column] * (covariates[column] - Means[column]);
        return risk;
    }

    /// <summary>Probability that a subject survives beyond a time, exp(-H0(t) exp(risk)); constant after the last event time.</summary>
    /// <param name="risk">The subject's <see cref="Risk"/>.</param>
    /// <param name="time">A time of at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or NaN.</exception>
    public double SurvivalAt(double risk, double time)
    {
        Require.NotNegative(time, nameof(time));
        return Survival(StepCurve.At(BaselineTimes.AsSpan(), BaselineCumulativeHazard.AsSpan(), time, 0), risk);
    }

    /// <summary>Mean survival time up to a horizon: the area under the survival curve, exact on its steps.</summary>
    /// <param name="risk">The subject's <see cref="Risk"/>.</param>
    /// <param name="horizon">A finite time above 0.</param>
    public double ExpectedTime(double risk, double horizon)
    {
        Require.Positive(horizon, nameof(horizon));
        double area = 0, left = 0, survival = 1;
        for (var k = 0; k < BaselineTimes.Length && BaselineTimes[k] < horizon; k++)
        {
            area += survival * (BaselineTimes[k] - left);
            left = BaselineTimes[k];
            survival = Survival(BaselineCumulativeHazard[k], risk);
        }
        return area + survival * (horizon - left);
    }

    /// <summary>Time by which the event has happened with probability one half; NaN when the curve stays above.</summary>
    /// <param name="risk">The subject's <see cref="Risk"/>.</param>
    public double MedianTime(double risk)
    {
        var needed = Math.Log(2) / Math.Exp(risk);
        var position = BaselineCumulativeHazard.BinarySearch(needed);
        if (position < 0) position = ~position;
        return position < BaselineTimes.Length ? BaselineTimes[position] : double.NaN;
    }

    // Before the first event nobody dies, however large the risk: 0 times infinity would be NaN.
    private static double Survival(double cumulativeHazard, double risk) =>
        cumulativeHazard == 0 ? 1 : Math.Exp(-cumulativeHazard * Math.Exp(risk));
}
