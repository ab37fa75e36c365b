using MathNet.Numerics.Distributions;

namespace AdaMHF.Survival;

/// <summary>Intervals from the sorted values of resamples, interpolated between two of them on the normal scale.</summary>
/// <seealso href="https://doi.org/10.1017/CBO9780511802843">Davison and Hinkley 1997, equation 5.8</seealso>
internal static class ResampledQuantiles
{
    public static BootstrapInterval Percentile(double[] sorted, double level)
    {
        var tail = (1 - level) / 2;
        return new(At(sorted, tail), At(sorted, 1 - tail));
    }

    /// <param name="sorted">Values of the resamples, rising.</param>
    /// <param name="estimate">Value of the sample.</param>
    /// <param name="leftOut">Values without one unit each.</param>
    /// <param name="level">Probability that the interval is built for.</param>
    public static BootstrapInterval BiasCorrected(double[] sorted, double estimate, double[] leftOut, double level)
    {
        var below = sorted.Count(value => value < estimate) / (double)sorted.Length;
        if (below is 0 or 1 || leftOut.Any(double.IsNaN)) return new(double.NaN, double.NaN);
        var bias = Normal.InvCDF(0, 1, below);
        var mean = leftOut.Average();
        double cubes = leftOut.Sum(value => Math.Pow(mean - value, 3)), squares = leftOut.Sum(value => Math.Pow(mean - value, 2));
        var acceleration = squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
        var tail = (1 - level) / 2;
        return new(At(sorted, Moved(tail)), At(sorted, Moved(1 - tail)));

        double Moved(double share)
        {
            var z = bias + Normal.InvCDF(0, 1, share);
            return Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z))));
        }
    }

    private static double At(double[] sorted, double share)
    {
        var count = sorted.Length;
        var place = (int)((count + 1) * share);
        if (place < 1) return sorted[0];
        if (place >= count) return sorted[^1];
        double Scale(double rank) => Normal.InvCDF(0, 1, rank / (count + 1));
        var fraction = (Normal.InvCDF(0, 1, share) - Scale(place)) / (Scale(place + 1) - Scale(place));
        return sorted[place - 1] + (fraction * (sorted[place] - sorted[place - 1]));
    }
}
