namespace AdaMHF.Survival;

/// <summary>Weighted logistic regression on one column, by Newton's method with halved steps.</summary>
internal static class PlattScaling
{
    private const int MostSteps = 100;
    private const double Tolerance = 1e-10;

    public static (double Slope, double Intercept) Fit(double[] logOdds, bool[] survived, double[] weight)
    {
        double positive = 0, negative = 0;
        for (var i = 0; i < weight.Length; i++)
        {
            if (survived[i]) positive += weight[i];
            else negative += weight[i];
        }
        double high = (positive + 1) / (positive + 2), low = 1 / (negative + 2);
        double[] target = Array.ConvertAll(survived, alive => alive ? high : low);
        var level = ((positive * high) + (negative * low)) / (positive + negative);
        var flat = (Slope: 0.0, Intercept: Math.Log(level / (1 - level)));
        var fitted = Newton(logOdds, target, weight, flat);
        return fitted.Slope > 0 ? fitted : flat;
    }

    private static (double Slope, double Intercept) Newton(
        double[] x, double[] target, double[] weight, (double Slope, double Intercept) start)
    {
        var (slope, intercept) = start;
        var loss = Loss(x, target, weight, slope, intercept);
        for (var step = 0; step < MostSteps; step++)
        {
            double g0 = 0, g1 = 0, h00 = 0, h01 = 0, h11 = 0;
            for (var i = 0; i < x.Length; i++)
            {
                var p = 1 / (1 + Math.Exp(-((slope * x[i]) + intercept)));
                var (difference, curvature) = (weight[i] * (target[i] - p), weight[i] * p * (1 - p));
                (g0, g1) = (g0 + difference, g1 + (difference * x[i]));
                (h00, h01, h11) = (h00 + curvature, h01 + (curvature * x[i]), h11 + (curvature * x[i] * x[i]));
            }
            var determinant = (h00 * h11) - (h01 * h01);
            // One value for everybody has a level and no slope.
            if (!(determinant > 1e-12 * h00 * h11)) return start;
            var (slopeStep, interceptStep) = (((h00 * g1) - (h01 * g0)) / determinant, ((h11 * g0) - (h01 * g1)) / determinant);
            var size = 1.0;
            double next;
            while ((next = Loss(x, target, weight, slope + (size * slopeStep), intercept + (size * interceptStep))) > loss && size > 1e-10)
                size /= 2;
            (slope, intercept, loss) = (slope + (size * slopeStep), intercept + (size * interceptStep), next);
            if (Math.Abs(slopeStep) + Math.Abs(interceptStep) < Tolerance) break;
        }
        return (slope, intercept);
    }

    // log(1 + exp(z)) - target z, without overflow.
    private static double Loss(double[] x, double[] target, double[] weight, double slope, double intercept)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var z = (slope * x[i]) + intercept;
            sum += weight[i] * (Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z))) - (target[i] * z));
        }
        return sum;
    }
}
