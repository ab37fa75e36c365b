using MathNet.Numerics;

namespace AdaMHF.Survival;

/// <summary>
/// Weighted logistic regression on one column with a slope that all strata share and an intercept for each, by Newton's method with halved
/// steps.
/// </summary>
internal sealed class SharedSlopeRegression(IReadOnlyList<LogisticStratum> strata)
{
    private const int MostSteps = 100;
    private const double Tolerance = 1e-10;

    /// <summary>
    /// The fit. Where its slope is below 0, which would reverse the order of the subjects, or the column has one value, the slope is 0 and
    /// the intercepts are those of the levels.
    /// </summary>
    public static (double Slope, double[] Intercepts) Fit(params IReadOnlyList<LogisticStratum> strata)
    {
        double[] levels = [.. strata.Select(stratum => SpecialFunctions.Logit(stratum.Level))];
        var fitted = new SharedSlopeRegression(strata).Newton(0, levels);
        return fitted.Slope > 0 ? fitted : (0, levels);
    }

    private (double Slope, double[] Intercepts) Newton(double slope, double[] intercepts)
    {
        var loss = Loss(slope, intercepts);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slopeStep, interceptSteps) = Step(slope, intercepts);
            var size = 1.0;
            while (Loss(slope + (size * slopeStep), Moved(size)) > loss && size > Tolerance) size /= 2;
            (slope, intercepts) = (slope + (size * slopeStep), Moved(size));
            loss = Loss(slope, intercepts);
            if (Math.Abs(slopeStep) + interceptSteps.Max(Math.Abs) < Tolerance) break;

            double[] Moved(double by) => [.. intercepts.Zip(interceptSteps, (old, change) => old + (by * change))];
        }
        return (slope, intercepts);
    }

    // The Hessian has one full row, of the slope; the intercepts are eliminated.
    private (double Slope, double[] Intercepts) Step(double slope, double[] intercepts)
    {
        var (gradients, curvatures, mixed) = (new double[strata.Count], new double[strata.Count], new double[strata.Count]);
        double gradient = 0, curvature = 0, whole = 0;
        for (var k = 0; k < strata.Count; k++)
        {
            var (x, targets, weights) = strata[k];
            for (var i = 0; i < x.Length; i++)
            {
                var p = SpecialFunctions.Logistic((slope * x[i]) + intercepts[k]);
                var (difference, weight) = (weights[i] * (targets[i] - p), weights[i] * p * (1 - p));
                gradients[k] += difference;
                curvatures[k] += weight;
                mixed[k] += weight * x[i];
                gradient += difference * x[i];
                whole += weight * x[i] * x[i];
            }
            if (curvatures[k] <= 0) continue;
            gradient -= mixed[k] * gradients[k] / curvatures[k];
            curvature -= mixed[k] * mixed[k] / curvatures[k];
        }
        curvature += whole;
        var change = curvature > 1e-12 * whole ? gradient / curvature : 0;
        return (change, [.. gradients.Select((own, k) => curvatures[k] > 0 ? (own - (mixed[k] * change)) / curvatures[k] : 0)]);
    }

    private double Loss(double slope, double[] intercepts)
    {
        var sum = 0.0;
        for (var k = 0; k < strata.Count; k++)
        {
            var (x, targets, weights) = strata[k];
            for (var i = 0; i < x.Length; i++)
            {
                var z = (slope * x[i]) + intercepts[k];
                sum += weights[i] * (DiscreteHazards.SoftPlus(z) - (targets[i] * z));
            }
        }
        return sum;
    }
}
