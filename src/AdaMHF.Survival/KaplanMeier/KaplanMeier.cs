namespace AdaMHF.Survival;

/// <summary>The Kaplan-Meier (product-limit) estimate of a survival curve.</summary>
/// <remarks>
/// S(t) = prod over times u &lt;= t of (1 - events / at risk); who is censored at a time was at risk for its events. To read it: the height at
/// 24 months is the estimated share that lives longer than that; far to the right few are left at risk, and the curve says little. It
/// takes censoring to be unrelated to the outcome. An all-censored sample gives a curve that stays at 1.
/// </remarks>
/// <seealso href="https://doi.org/10.1080/01621459.1958.10501452">Kaplan and Meier 1958</seealso>
public static class KaplanMeier
{
    /// <summary>Estimates the survival curve of one group in O(n log n).</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="weight">
    /// How many subjects each one stands for, finite and above 0; 1 each when omitted. The curve is that of the sample with each subject
    /// repeated, its errors included.
    /// </param>
    /// <returns>The curve, with a row for every distinct time, times without an event included.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static KaplanMeierCurve Fit(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> weight = default)
    {
        Require.Sample(time, observed);
        if (!weight.IsEmpty) Require.Weights(weight, time.Length);
        return new KaplanMeierCurve(RiskTable.Of(time, observed, weight));
    }
}
