namespace AdaMHF.Survival;

/// <summary>The Nelson-Aalen estimate of a cumulative hazard.</summary>
/// <remarks>
/// H(t) = sum over times u &lt;= t of events / at risk. An all-censored sample gives 0 throughout.
/// <para>
/// Interpretation: the slope is the hazard, so a straight line means a constant hazard; exp(-H) is close to the Kaplan-Meier curve.
/// </para>
/// </remarks>
/// <seealso href="https://doi.org/10.1214/aos/1176344247">Aalen 1978</seealso>
public static class NelsonAalen
{
    /// <summary>Estimates the cumulative hazard of one group in O(n log n).</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="ties">How several events at one time add up.</param>
    /// <param name="entry">
    /// Time from which each subject is under observation (left truncation), at least 0 and below its time, as in R's
    /// <c>Surv(entry, time, event)</c>: at risk from just after it. All from 0 when omitted.
    /// </param>
    /// <returns>The curve, with a row for every distinct time, times without an event included.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a time is not allowed.</exception>
    public static NelsonAalenCurve Fit(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        HazardTies ties = HazardTies.Together,
        ReadOnlySpan<double> entry = default)
    {
        Require.Sample(time, observed);
        Require.Entry(entry, time);
        return new NelsonAalenCurve(RiskTable.Of(time, observed, default, entry), ties);
    }
}
