using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>Pointwise confidence bounds of a survival curve.</summary>
/// <param name="Lower">Lower bound at each time of the curve; NaN where the curve is 0.</param>
/// <param name="Upper">Upper bound at each time of the curve; NaN where the curve is 0.</param>
/// <param name="Transform">The scale on which the interval is symmetric.</param>
/// <param name="Level">Probability that each interval is built for.</param>
public sealed record ConfidenceBand(ImmutableArray<double> Lower, ImmutableArray<double> Upper, IntervalTransform Transform, double Level)
{
    internal static ConfidenceBand From(
        ReadOnlySpan<double> survival, ReadOnlySpan<double> logVariance, IntervalTransform transform, double level)
    {
        var z = Tails.TwoSidedQuantile(level);
        var lower = new double[survival.Length];
        var upper = new double[survival.Length];
        for (var k = 0; k < survival.Length; k++) (lower[k], upper[k]) = Bounds(survival[k], z * Math.Sqrt(logVariance[k]), transform);
        return new ConfidenceBand([.. lower], [.. upper], transform, level);
    }

    private static (double Lower, double Upper) Bounds(double survival, double halfWidth, IntervalTransform transform)
    {
        if (survival <= 0) return (double.NaN, double.NaN);
        if (survival >= 1) return (1, 1);
        var log = Math.Log(survival);
        return transform switch
        {
            IntervalTransform.LogLog => (Math.Exp(log * Math.Exp(-halfWidth / log)), Math.Exp(log * Math.Exp(halfWidth / log))),
            IntervalTransform.Log => (Math.Exp(log - halfWidth), Math.Min(1, Math.Exp(log + halfWidth))),
            IntervalTransform.Plain => (Math.Max(0, survival * (1 - halfWidth)), Math.Min(1, survival * (1 + halfWidth))),
            _ => throw new ArgumentOutOfRangeException(nameof(transform), transform, "Unknown interval transform."),
        };
    }
}
