using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra;

namespace AdaMHF.Survival;

/// <summary>
/// Cox regression under a ridge penalty for tables with more columns than subjects, such as gene expression. <see cref="CoxRegression"/>
/// has the same ridge, with standard errors, for tens of columns.
/// </summary>
/// <remarks>
/// The penalised coefficients are in the span of the subjects' rows, so the limited-memory BFGS fit has at most as many dimensions as
/// subjects, whatever the number of columns. The penalty is half the ridge times the sum of the squared coefficients in the units of the
/// covariates: standardise them first. With standardised columns a ridge of columns / v is a prior of log hazards with variance v.
/// </remarks>
/// <seealso href="https://doi.org/10.1093/biostatistics/kxh010">
/// Hastie and Tibshirani 2004, section 2: the reduction to the rows' span
/// </seealso>
public static partial class RidgeCoxRegression
{
    // Of the log hazard: shares of what the columns could explain at most, so that penalties grow with their number.
    private static readonly double[] PriorVariances = [3, 1, 0.3, 0.1, 0.03, 0.01];

    /// <summary>Fits the model.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="covariates">Subjects x columns, finite; at least one column.</param>
    /// <param name="ridge">Strength of the penalty, above 0.</param>
    /// <param name="ties">Treatment of tied events.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, a value is not allowed, or there is no event.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ridge is not above 0.</exception>
    public static RidgeCoxModel Fit(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, double[,] covariates, double ridge, CoxTies ties = CoxTies.Efron)
    {
        Require.Positive(ridge, nameof(ridge));
        Check(time, observed, covariates);
        return Fit(new RowSpan(covariates), time.ToArray(), observed.ToArray(), ridge, ties);
    }

    /// <summary>
    /// The candidate with the highest cross-validated partial likelihood: the sum over the folds of the fold's contribution to the log
    /// likelihood of all subjects, under coefficients that were fitted without the fold (Verweij and van Houwelingen 1993). Folds are
    /// random and stratified by event.
    /// </summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="covariates">Subjects x columns, finite; at least one column.</param>
    /// <param name="candidates">Ridges above 0, at least one.</param>
    /// <param name="folds">Number of folds, at least 2 and at most the number of events.</param>
    /// <param name="seed">Seed of the folds.</param>
    /// <param name="ties">Treatment of tied events.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, a value is not allowed, or there are fewer events than folds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A candidate is not above 0, or there are fewer than 2 folds.</exception>
    public static double SelectRidge(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        double[,] covariates,
        ReadOnlySpan<double> candidates,
        int folds = 5,
        int seed = 0,
        CoxTies ties = CoxTies.Efron)
    {
        Check(time, observed, covariates);
        var falling = Falling(candidates);
        return Select(new RowSpan(covariates).Coordinates, time.ToArray(), observed.ToArray(), falling, folds, seed, ties);
    }

    /// <summary>
    /// Candidates for <see cref="SelectRidge"/> where columns are standardised: log hazards of prior variance 3, 1, 0.3, 0.1, 0.03 and
    /// 0.01, whatever the number of columns.
    /// </summary>
    /// <param name="columns">Number of columns, at least 1.</param>
    public static ImmutableArray<double> RidgesFor(int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        return [.. PriorVariances.Select(variance => columns / variance)];
    }

    private static RidgeCoxModel Fit(RowSpan rows, double[] time, bool[] observed, double ridge, CoxTies ties)
    {
        var fit = new RidgeCoxFit(rows.Coordinates, time, observed, ties);
        fit.Run(ridge, start: null);
        var baseline = fit.Baseline();
        var predictor = new CoxPredictor(
            [.. rows.Coefficients(fit.Coordinates)], [.. rows.Means], [.. baseline.Times], [.. baseline.CumulativeHazard]);
        return new RidgeCoxModel(predictor, ridge, fit.LogLikelihood, fit.NullLogLikelihood, fit.Converged);
    }

    private static double Select(
        double[][] coordinates, double[] time, bool[] observed, double[] falling, int folds, int seed, CoxTies ties)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var deaths = observed.Count(died => died);
        if (deaths < folds)
        {
            throw new SurvivalDataException(
                $"There are {deaths} events: expected at least one in each of the {folds} folds.", nameof(observed));
        }

        var whole = new RidgeCoxFit(coordinates, time, observed, ties);
        var likelihood = new double[falling.Length];
        var fold = Folds(observed, folds, seed);
        for (var k = 0; k < folds; k++)
        {
            int[] kept = [.. Enumerable.Range(0, time.Length).Where(i => fold[i] != k)];
            var without = Part(coordinates, time, observed, kept, ties);
            Vector<double>? start = null;
            for (var i = 0; i < falling.Length; i++)
            {
                without.Run(falling[i], start);
                start = without.Coordinates;
                likelihood[i] += whole.LogLikelihoodAt(start) - without.LogLikelihood;
            }
        }
        return falling[Array.IndexOf(likelihood, likelihood.Max())];
    }

    private static RidgeCoxFit Part(double[][] coordinates, double[] times, bool[] events, int[] kept, CoxTies ties) => new(
        Array.ConvertAll(kept, i => coordinates[i]),
        Array.ConvertAll(kept, i => times[i]),
        Array.ConvertAll(kept, i => events[i]),
        ties);

    // The strongest first: each fit starts where the one before ended.
    private static double[] Falling(ReadOnlySpan<double> candidates)
    {
        if (candidates.IsEmpty) throw new ArgumentException("There is no candidate.", nameof(candidates));
        foreach (var candidate in candidates) Require.Positive(candidate, nameof(candidates));
        return [.. candidates.ToArray().Distinct().OrderDescending()];
    }

    private static int[] Folds(bool[] events, int folds, int seed)
    {
        var random = new Random(seed);
        int[] order = [.. Enumerable.Range(0, events.Length)];
        random.Shuffle(order);
        var fold = new int[events.Length];
        int[] eventsFirst = [.. order.OrderByDescending(i => events[i])];
        for (var i = 0; i < eventsFirst.Length; i++) fold[eventsFirst[i]] = i % folds;
        return fold;
    }

    private static void Check(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, double[,] covariates)
    {
        Require.Sample(time, observed);
        Require.Covariates(covariates, time.Length);
        Require.AnEvent(observed, "a Cox regression");
    }
}
