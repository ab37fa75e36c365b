namespace AdaMHF.Survival;

/// <summary>Difference of the mean survival time up to a horizon between two groups, in the unit of the times.</summary>
/// <param name="Horizon">The horizon.</param>
/// <param name="Difference">First minus second group.</param>
/// <param name="StandardError">Standard error of the difference of independent groups.</param>
/// <param name="LowerBound">Lower end of the normal interval; NaN without a positive standard error.</param>
/// <param name="UpperBound">Upper end of the normal interval; NaN without a positive standard error.</param>
/// <param name="PValue">Two-sided p-value of the normal test of no difference; NaN without a positive standard error.</param>
/// <remarks>
/// Interpretation: months of life that the first group gains on average within the horizon, which clinicians read more easily than a
/// hazard ratio, and which needs no proportional hazards. Choose the horizon before looking at the curves.
/// </remarks>
/// <seealso href="https://doi.org/10.1186/1471-2288-13-152">Royston and Parmar 2013</seealso>
public sealed record RestrictedMeanDifference(
    double Horizon, double Difference, double StandardError, double LowerBound, double UpperBound, double PValue)
{
    /// <summary>Compares two curves.</summary>
    /// <param name="first">Curve of the first group.</param>
    /// <param name="second">Curve of the second group, of other subjects.</param>
    /// <param name="horizon">Above 0, and at most the largest time of each group unless its curve has come down to 0.</param>
    /// <param name="level">Probability that the interval is built for, strictly between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The horizon is not positive or beyond a follow-up, or the level is no fraction.
    /// </exception>
    public static RestrictedMeanDifference Between(
        KaplanMeierCurve first, KaplanMeierCurve second, double horizon, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        Require.Fraction(level, nameof(level));
        var (one, other) = (first.RestrictedMean(horizon), second.RestrictedMean(horizon));
        var difference = one.Mean - other.Mean;
        var error = Math.Sqrt((one.StandardError * one.StandardError) + (other.StandardError * other.StandardError));
        if (!(error > 0)) return new(horizon, difference, error, double.NaN, double.NaN, double.NaN);
        var half = Tails.TwoSidedQuantile(level) * error;
        return new(horizon, difference, error, difference - half, difference + half, Tails.TwoSidedNormal(difference / error));
    }
}
