using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace AdaMHF.Survival;

/// <summary>
/// A survival curve: S(u_k) = prod_{l &lt;= k} (1 - d_l / n_l) over the distinct times u, with d events among n subjects at risk.
/// It holds each value until the next time, and is 1 before the first.
/// </summary>
public sealed class KaplanMeierCurve
{
    internal KaplanMeierCurve(RiskTable table)
    {
        // Nothing else holds the table, so the curve takes its arrays: a curve of a million times is not copied.
        Times = ImmutableCollectionsMarshal.AsImmutableArray(table.Times);
        AtRisk = ImmutableCollectionsMarshal.AsImmutableArray(table.AtRisk);
        Events = ImmutableCollectionsMarshal.AsImmutableArray(table.Events);
        Censored = ImmutableCollectionsMarshal.AsImmutableArray(table.Censored);
        Survival = ImmutableCollectionsMarshal.AsImmutableArray(table.Survival());
        LogVariance = ImmutableCollectionsMarshal.AsImmutableArray(GreenwoodSums(table));
    }

    /// <summary>The distinct times, rising, times of censorings included.</summary>
    public ImmutableArray<double> Times { get; }

    /// <summary>
    /// Number of subjects whose time is this one or later and who entered before it; whole unless subjects carry weights.
    /// </summary>
    public ImmutableArray<double> AtRisk { get; }

    /// <summary>Number of events at each time.</summary>
    public ImmutableArray<double> Events { get; }

    /// <summary>Number of censorings at each time; they come after the events.</summary>
    public ImmutableArray<double> Censored { get; }

    /// <summary>Probability of surviving beyond each time, 0 to 1.</summary>
    public ImmutableArray<double> Survival { get; }

    /// <summary>
    /// Variance of the logarithm of the estimate, V(u_k) = sum_{l &lt;= k} d_l / (n_l (n_l - d_l)); infinite once the curve is 0.
    /// </summary>
    public ImmutableArray<double> LogVariance { get; }

    /// <summary>
    /// Time by which half of the subjects had the event; NaN when the curve stays above 0.5, see <see cref="MedianUndefinedReason"/>.
    /// </summary>
    public double Median => Quantile(0.5);

    /// <summary>Why there is no median; null when there is one.</summary>
    public string? MedianUndefinedReason => double.IsNaN(Median)
        ? $"The curve ends at {Require.Text(Survival[^1])} at time {Require.Text(Times[^1])}, " +
            "so half of the subjects had no event within the follow-up."
        : null;

    /// <summary>Probability of surviving beyond a time; the last value after the last time.</summary>
    /// <param name="time">A time of at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or NaN.</exception>
    public double SurvivalAt(double time)
    {
        Require.NotNegative(time, nameof(time));
        return StepCurve.At(Times.AsSpan(), Survival.AsSpan(), time, 1);
    }

    /// <summary>Standard error of the estimate by Greenwood's formula, S sqrt(V), at each time; NaN once the curve is 0.</summary>
    public ImmutableArray<double> StandardErrors()
    {
        var errors = new double[Times.Length];
        for (var k = 0; k < errors.Length; k++) errors[k] = Survival[k] * Math.Sqrt(LogVariance[k]);
        return [.. errors];
    }

    /// <summary>Pointwise confidence intervals at each time: 1 to 1 before the first event, NaN once the curve is 0.</summary>
    /// <param name="transform">The scale on which they are symmetric.</param>
    /// <param name="level">Probability that each is built for, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not a fraction.</exception>
    public ConfidenceBand Interval(IntervalTransform transform = IntervalTransform.LogLog, double level = 0.95)
    {
        Require.Fraction(level, nameof(level));
        return ConfidenceBand.From(Survival.AsSpan(), LogVariance.AsSpan(), transform, level);
    }

    /// <summary>First time at which a given share of the subjects had the event.</summary>
    /// <param name="share">The share, strictly between 0 and 1; 0.5 for the median.</param>
    /// <param name="rule">What to return where the curve stays exactly on the level.</param>
    /// <returns>The time, or NaN when the curve stays above 1 - share.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is not a fraction.</exception>
    public double Quantile(double share, QuantileRule rule = QuantileRule.Midpoint)
    {
        Require.Fraction(share, nameof(share));
        return CurveQuantile.Find(Times.AsSpan(), Survival.AsSpan(), share, rule);
    }

    /// <summary>Confidence interval of a quantile: the same search in the lower and the upper bound of the curve.</summary>
    /// <param name="share">The share, strictly between 0 and 1; 0.5 for the median.</param>
    /// <param name="transform">The scale on which the bounds of the curve are symmetric.</param>
    /// <param name="level">Probability that the interval is built for, strictly between 0 and 1.</param>
    /// <returns>The bounds; NaN where the bound of the curve stays above 1 - share.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share or the level is not a fraction.</exception>
    public (double Lower, double Upper) QuantileInterval(
        double share, IntervalTransform transform = IntervalTransform.LogLog, double level = 0.95)
    {
        Require.Fraction(share, nameof(share));
        var band = Interval(transform, level);
        return (
            CurveQuantile.Find(Times.AsSpan(), band.Lower.AsSpan(), share, QuantileRule.Midpoint),
            CurveQuantile.Find(Times.AsSpan(), band.Upper.AsSpan(), share, QuantileRule.Midpoint));
    }

    /// <summary>Mean survival time up to a horizon: the area under the curve, exact on its steps.</summary>
    /// <param name="horizon">
    /// A positive time, at most the largest observed one unless the curve has come down to 0; the largest observed time when omitted.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is not positive, or is beyond the follow-up.</exception>
    public RestrictedMean RestrictedMean(double? horizon = null) => CurveArea.UpTo(horizon ?? Times[^1], this);

    /// <summary>
    /// Subjects, events and median with its 95 % interval, and a table of at most ten times of an event, spread over all of them.
    /// </summary>
    public override string ToString()
    {
        const int Shown = 10;
        var (lower, upper) = QuantileInterval(0.5);
        var (subjects, events) = (Events.Sum() + Censored.Sum(), Events.Sum());
        var title = $"Kaplan-Meier curve: {TextTable.Count(subjects)} subjects, {TextTable.Count(events)} events, "
            + $"median {TextTable.Number(Median)} [{TextTable.Number(lower)}, {TextTable.Number(upper)}]";
        int[] places = [.. Enumerable.Range(0, Times.Length).Where(k => Events[k] > 0)];
        if (places.Length > Shown) places = [.. Enumerable.Range(0, Shown).Select(i => places[i * (places.Length - 1) / (Shown - 1)])];
        var band = Interval();
        return TextTable.Of(title, ["time", "at risk", "events", "survival", "lower", "upper"], places.Select(k => new[]
        {
            TextTable.Number(Times[k]), TextTable.Count(AtRisk[k]), TextTable.Count(Events[k]), TextTable.Number(Survival[k]),
            TextTable.Number(band.Lower[k]), TextTable.Number(band.Upper[k]),
        }));
    }

    private static double[] GreenwoodSums(RiskTable table)
    {
        var sums = new double[table.Times.Length];
        var sum = 0.0;
        for (var k = 0; k < sums.Length; k++)
        {
            double events = table.Events[k], atRisk = table.AtRisk[k];
            sums[k] = sum += events / (atRisk * (atRisk - events));
        }
        return sums;
    }
}
