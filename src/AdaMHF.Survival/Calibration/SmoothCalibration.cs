using MathNet.Numerics.Statistics;

namespace AdaMHF.Survival;

/// <summary>
/// A smooth calibration curve at a horizon: a Cox regression on a restricted cubic spline of the predictions, with its distances from the
/// diagonal.
/// </summary>
/// <remarks>
/// With x = log(-log(1 - predicted risk)), the spline has three knots at the 10th, 50th and 90th percentile of x. Predictions of fewer
/// than four values get a line, equal predictions the Kaplan-Meier estimate. Interpretation: the errors are in units of probability and
/// need no groups; a small sample has large errors by chance, so compare them with those of a bootstrap or of another model on the same
/// subjects.
/// </remarks>
/// <seealso href="https://doi.org/10.1002/sim.8570">Austin, Harrell and van Klaveren 2020</seealso>
public static class SmoothCalibration
{
    // So that the complementary log-log of 0 and 1 is finite.
    private const double Edge = 1e-10;

    /// <summary>Fits the curve.</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="predictedRisk">Per subject, its predicted probability of an event up to the horizon, 0 to 1.</param>
    /// <param name="horizon">The horizon, above 0, in the unit of the times.</param>
    /// <exception cref="SurvivalDataException">
    /// Lengths differ, there is no subject or no event, or a value is not allowed.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not finite and above 0.</exception>
    public static SmoothCalibrationResult Fit(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> predictedRisk, double horizon)
    {
        Require.Sample(time, observed);
        Require.AnEvent(observed, "a calibration curve");
        Require.SameLength(predictedRisk.Length, nameof(predictedRisk), time.Length);
        Require.Probabilities(predictedRisk, nameof(predictedRisk));
        Require.Positive(horizon, nameof(horizon));

        double[] predicted = [.. predictedRisk];
        double[] x = Array.ConvertAll(predicted, risk => Math.Log(-Math.Log(1 - Math.Clamp(risk, Edge, 1 - Edge))));
        var distinct = x.Distinct().Count();
        if (distinct == 1)
        {
            var survival = KaplanMeier.Fit(time, observed).SurvivalAt(horizon);
            return Result([.. x.Select(_ => 1 - survival)], predicted, double.NaN, double.NaN);
        }
        var line = CoxRegression.Fit(time, observed, Columns([x]));
        var spline = distinct < 4 ? Columns([x]) : Columns([x, RestrictedCubicSpline.Of(x)]);
        var model = CoxRegression.Fit(time, observed, spline);
        double[] smooth = [.. Enumerable.Range(0, x.Length)
            .Select(i => 1 - model.SurvivalAt([.. Enumerable.Range(0, spline.GetLength(1)).Select(column => spline[i, column])], horizon))];
        return Result(smooth, predicted, line.Coefficients[0], line.StandardErrors[0]);
    }

    private static SmoothCalibrationResult Result(double[] smooth, double[] predicted, double slope, double slopeError)
    {
        double[] errors = [.. smooth.Zip(predicted, (observed, risk) => Math.Abs(observed - risk))];
        // R's seventh definition of a quantile.
        double Quantile(double share) => errors.QuantileCustom(share, QuantileDefinition.R7);
        return new([.. smooth], errors.Average(), Quantile(0.5), Quantile(0.9), errors.Max(), slope, slopeError);
    }

    private static double[,] Columns(double[][] columns)
    {
        var table = new double[columns[0].Length, columns.Length];
        for (var i = 0; i < columns[0].Length; i++)
        {
            for (var column = 0; column < columns.Length; column++) table[i, column] = columns[column][i];
        }
        return table;
    }
}
