namespace AdaMHF.Survival;

/// <summary>The Kaplan-Meier (product-limit) estimate of a survival curve.</summary>
/// <remarks>
/// S(t) = prod over times u &lt;= t of (1 - events / at risk); a subject censored at a time is at risk for the events of that time. The
/// estimate assumes that censoring is unrelated to the outcome. An all-censored sample gives a curve that stays at 1.
/// With entry times, few may be at risk early, and an event of everyone at risk ends the curve at 0 for good, as in R.
/// <para>
/// Interpretation: the height at 24 months is the estimated share that lives longer than that; at the right end few are at risk, and the
/// curve is uncertain.
/// </para>
/// </remarks>
/// <seealso href="https://doi.org/10.1080/01621459.1958.10501452">Kaplan and Meier 1958</seealso>
public static class KaplanMeier
{
    /// <summary>Estimates the survival curve of one group in O(n log n).</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="weight">
    /// Number of subjects that each one represents, finite and above 0; 1 each when omitted. The curve is that of the sample with each
    /// subject repeated, its errors included.
    /// </param>
    /// <param name="entry">
    /// Time from which each subject is under observation (left truncation), at least 0 and below its time, as in R's
    /// <c>Surv(entry, time, event)</c>: at risk from just after it. All from 0 when omitted.
    /// </param>
    /// <returns>The curve, with a row for every distinct time, times without an event included.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static KaplanMeierCurve Fit(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> weight = default,
        ReadOnlySpan<double> entry = default)
    {
        Require.Sample(time, observed);
        if (!weight.IsEmpty) Require.Weights(weight, time.Length);
        Require.Entry(entry, time);
        return new KaplanMeierCurve(RiskTable.Of(time, observed, weight, entry));
    }
}
