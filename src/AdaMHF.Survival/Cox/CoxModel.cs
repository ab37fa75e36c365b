using System.Collections.Immutable;
using System.Globalization;

namespace AdaMHF.Survival;

/// <summary>A fitted Cox proportional hazards model.</summary>
public sealed class CoxModel
{
    internal CoxModel(CoxNewton newton, StandardizedCovariates covariates, int[] strata, CoxBaseline[] baselines)
    {
        var deviations = covariates.Deviations;
        ImmutableArray<double> coefficients = [.. newton.Coefficients.Select((coefficient, column) => coefficient / deviations[column])];
        ImmutableArray<double> means = [.. covariates.Means];
        Strata = strata.Zip(baselines).ToImmutableSortedDictionary(
            stratum => stratum.First,
            stratum => new CoxPredictor(coefficients, means, [.. stratum.Second.Times], [.. stratum.Second.CumulativeHazard]));
        (Coefficients, Means) = (coefficients, means);
        StandardErrors = [.. deviations.Select((deviation, column) => Math.Sqrt(newton.Covariance[column, column]) / deviation)];
        PValues = [.. Coefficients.Select((coefficient, column) => Tails.TwoSidedNormal(coefficient / StandardErrors[column]))];
        LogLikelihood = newton.LogLikelihood;
        NullLogLikelihood = newton.NullLogLikelihood;
        ScoreTest = newton.ScoreTest;
        Iterations = newton.Iterations;
        Converged = newton.Converged;
    }

    /// <summary>The part of the model that predicts.</summary>
    /// <exception cref="InvalidOperationException">The model has several strata, see <see cref="Strata"/>.</exception>
    public CoxPredictor Predictor => Strata.Count == 1
        ? Strata.Values.Single()
        : throw new InvalidOperationException(
            $"The model has {Strata.Count} strata, each with a baseline hazard of its own: take the predictor of one from Strata.");

    /// <summary>
    /// The part of the model that predicts, by stratum; the label is 0 where the fit had none. A stratum without an event has no baseline
    /// times and survival 1.
    /// </summary>
    public ImmutableSortedDictionary<int, CoxPredictor> Strata { get; }

    /// <summary>Log hazard ratio per unit of each covariate.</summary>
    public ImmutableArray<double> Coefficients { get; }

    /// <summary>
    /// Standard error of each coefficient, from the inverse information (that of the penalised likelihood under a ridge).
    /// </summary>
    public ImmutableArray<double> StandardErrors { get; }

    /// <summary>Two-sided p-value of each coefficient (Wald); invalid under a ridge penalty.</summary>
    public ImmutableArray<double> PValues { get; }

    /// <summary>Mean of each covariate; the baseline hazard is that of a subject with these.</summary>
    public ImmutableArray<double> Means { get; }

    /// <summary>Log partial likelihood at the coefficients, without penalty.</summary>
    public double LogLikelihood { get; }

    /// <summary>Log partial likelihood with all coefficients 0.</summary>
    public double NullLogLikelihood { get; }

    /// <summary>Chi-square statistic of the score test that all coefficients are 0; as many degrees of freedom as covariates.</summary>
    public double ScoreTest { get; }

    /// <summary>Newton steps taken.</summary>
    public int Iterations { get; }

    /// <summary>
    /// Whether the coefficients converged. False usually means that some combination of covariates separates the events perfectly, so that
    /// the best coefficient is infinite; a ridge penalty makes it finite.
    /// </summary>
    public bool Converged { get; }

    /// <summary>The distinct event times, rising.</summary>
    /// <exception cref="InvalidOperationException">The model has several strata.</exception>
    public ImmutableArray<double> BaselineTimes => Predictor.BaselineTimes;

    /// <summary>Cumulative hazard at each event time of a subject whose covariates are the <see cref="Means"/>.</summary>
    /// <exception cref="InvalidOperationException">The model has several strata.</exception>
    public ImmutableArray<double> BaselineCumulativeHazard => Predictor.BaselineCumulativeHazard;

    /// <summary>
    /// Risk of a subject: its log hazard relative to a subject with mean covariates; larger for an earlier expected event.
    /// </summary>
    /// <param name="covariates">One value per covariate, in the order of the fit.</param>
    /// <exception cref="SurvivalDataException">The number of values differs from that of the fit.</exception>
    public double Risk(ReadOnlySpan<double> covariates) => Strata.Values.First().Risk(covariates);

    /// <summary>Probability that a subject survives beyond a time, exp(-H0(t) exp(risk)); constant after the last event time.</summary>
    /// <param name="covariates">One value per covariate, in the order of the fit.</param>
    /// <param name="time">A time of at least 0.</param>
    /// <exception cref="SurvivalDataException">The number of values differs from that of the fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or NaN.</exception>
    /// <exception cref="InvalidOperationException">The model has several strata.</exception>
    public double SurvivalAt(ReadOnlySpan<double> covariates, double time) => Predictor.SurvivalAt(Risk(covariates), time);

    /// <summary>
    /// A table with one line per covariate, numbered from 1: coefficient, hazard ratio, standard error, z and p; the columns of R's
    /// <c>summary(coxph)</c>.
    /// </summary>
    public override string ToString()
    {
        var title = string.Create(
            CultureInfo.InvariantCulture,
            $"Cox model: log likelihood {LogLikelihood:F2}, {NullLogLikelihood:F2} without covariates")
            + (Converged ? "" : "; not converged");
        var rows = Enumerable.Range(0, Coefficients.Length).Select(column => new[]
        {
            (column + 1).ToString(CultureInfo.InvariantCulture), TextTable.Number(Coefficients[column]),
            TextTable.Number(Math.Exp(Coefficients[column])), TextTable.Number(StandardErrors[column]),
            TextTable.Number(Coefficients[column] / StandardErrors[column]), TextTable.PValue(PValues[column]),
        });
        return TextTable.Of(title, ["covariate", "coef", "exp(coef)", "se(coef)", "z", "p"], rows);
    }
}
