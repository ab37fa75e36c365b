using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace AdaMHF.Survival;

/// <summary>Tail probabilities of the test statistics.</summary>
internal static class Tails
{
    /// <summary>Normal quantile for a two-sided interval: 1.96 for the level 0.95.</summary>
    public static double TwoSidedQuantile(double level) => Normal.InvCDF(0, 1, 0.5 + level / 2);

    /// <summary>Probability of a standard normal number at least as far from 0; NaN for NaN.</summary>
    public static double TwoSidedNormal(double z) => double.IsNaN(z) ? double.NaN : SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>Upper tail of the chi-square distribution; NaN without degrees of freedom.</summary>
    public static double ChiSquare(double value, int degreesOfFreedom) =>
        degreesOfFreedom < 1 || double.IsNaN(value)
            ? double.NaN
            : SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, value / 2);

    /// <summary>Decimal logarithm of the upper tail, also where the tail itself is below the smallest double.</summary>
    public static double Log10ChiSquare(double value, int degreesOfFreedom)
    {
        var tail = ChiSquare(value, degreesOfFreedom);
        if (!(tail < 1e-200)) return Math.Log10(tail);

        // Legendre's continued fraction of the incomplete gamma function, from the inside out; far in the tail it converges fast.
        double shape = degreesOfFreedom / 2.0, x = value / 2;
        var fraction = 0.0;
        for (var k = 60; k >= 1; k--) fraction = k * (shape - k) / (x + 2 * k + 1 - shape + fraction);
        var logTail = shape * Math.Log(x) - x - SpecialFunctions.GammaLn(shape) - Math.Log(x + 1 - shape + fraction);
        return logTail / Math.Log(10);
    }
}
