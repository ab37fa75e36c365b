using MathNet.Numerics.Statistics;

namespace AdaMHF.Survival;

/// <summary>The nonlinear term of a restricted cubic spline with three knots: linear below the first and above the last.</summary>
/// <seealso href="https://doi.org/10.1007/978-3-319-19425-7">Harrell 2015, section 2.4.5</seealso>
internal static class RestrictedCubicSpline
{
    /// <summary>The term of each value, with knots at the 10th, 50th and 90th percentile.</summary>
    public static double[] Of(double[] values)
    {
        double Knot(double share) => values.QuantileCustom(share, QuantileDefinition.R7);
        var (first, middle, last) = (Knot(0.1), Knot(0.5), Knot(0.9));
        if (!(first < middle && middle < last)) return Array.ConvertAll(values, value => value * value);
        return Array.ConvertAll(values, value =>
            (Cube(value - first) - (Cube(value - middle) * (last - first) / (last - middle))
                + (Cube(value - last) * (middle - first) / (last - middle))) / ((last - first) * (last - first)));
    }

    private static double Cube(double difference) => difference > 0 ? difference * difference * difference : 0;
}
