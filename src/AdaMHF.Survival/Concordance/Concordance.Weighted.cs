namespace AdaMHF.Survival;

public static partial class Concordance
{
    /// <summary>
    /// Uno's concordance index: each pair has the weight 1 / G^2 at its event time, which removes the influence of censoring.
    /// </summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="risk">Risk per subject; larger for an earlier expected event; infinite values are ordered.</param>
    /// <param name="censoring">
    /// Censoring distribution; from this sample when omitted, as in R. scikit-survival uses the training set.
    /// </param>
    /// <param name="moment">
    /// When G is read. The default, just before the event, is R's; scikit-survival reads it at the event and counts events strictly
    /// before the truncation (<see cref="ConcordanceOptions.TruncationIsInclusive"/> false).
    /// </param>
    /// <param name="options">Tie rule, truncation and confidence level; truncation matters where late weights are large.</param>
    /// <returns>The index; NaN, with the reason, when no pair is comparable. The standard error treats the weights as known.</returns>
    /// <remarks>
    /// C = sum of w_i (concordant + 0.5 tied) / sum of w_i over comparable pairs (i, j), i the earlier one, with w_i = 1 / G(t_i)^2.
    /// <para>
    /// Interpretation: Harrell's index of a sample depends on the follow-up of its patients; Uno's estimates the index without censoring up
    /// to the truncation time, so that studies with different follow-up can be compared. Without truncation the last events have the
    /// largest weights: where G is small, set a truncation time at which many patients are still followed, and report it.
    /// </para>
    /// </remarks>
    /// <exception cref="SurvivalDataException">
    /// Lengths differ, there is no subject, a value is not allowed, or the weight of an event is unknown or infinite.
    /// </exception>
    /// <seealso href="https://doi.org/10.1002/sim.4154">Uno et al. 2011</seealso>
    public static ConcordanceResult Uno(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        ReadOnlySpan<double> risk,
        CensoringDistribution? censoring = null,
        CensoringMoment moment = CensoringMoment.BeforeEvent,
        ConcordanceOptions? options = null)
    {
        options ??= ConcordanceOptions.ScikitSurvival;
        Check(time, observed, risk, options);
        var distribution = censoring ?? OwnCensoring(time, observed, options);
        var sums = Sums(time, observed, risk, options, eventTime => Square(distribution.InverseFor(eventTime, moment)));
        return ConcordanceResult.From(sums, observed, options);
    }

    /// <summary>
    /// Concordance index with the weights of the Peto-Wilcoxon test: each pair has the weight 1 / G just before its event time, halfway
    /// between Harrell's and Uno's.
    /// </summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="risk">Risk per subject; larger for an earlier expected event; infinite values are ordered.</param>
    /// <param name="options">Tie rule, truncation and confidence level; scikit-survival's rules when omitted.</param>
    /// <returns>The index; NaN, with the reason, when no pair is comparable. The standard error treats the weights as known.</returns>
    /// <remarks>R's <c>timewt = "S"</c>: the survival S(t-) over the number at risk is proportional to 1 / G(t-).</remarks>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a value is not allowed.</exception>
    public static ConcordanceResult Peto(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> risk, ConcordanceOptions? options = null)
    {
        options ??= ConcordanceOptions.ScikitSurvival;
        Check(time, observed, risk, options);
        var censoring = OwnCensoring(time, observed, options);
        var sums = Sums(time, observed, risk, options, eventTime => censoring.InverseFor(eventTime, CensoringMoment.BeforeEvent));
        return ConcordanceResult.From(sums, observed, options);
    }

    private static CensoringDistribution OwnCensoring(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ConcordanceOptions options) =>
        CensoringDistribution.Fit(options.MergeCloseTimes ? TiedTimes.Merge(time) : time, observed);

    private static double Square(double value) => value * value;
}
