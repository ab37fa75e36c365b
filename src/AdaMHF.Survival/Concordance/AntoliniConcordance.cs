namespace AdaMHF.Survival;

/// <summary>
/// Antolini's time-dependent concordance: pairs are compared by their predicted survival at the earlier event time, so that crossing
/// curves are compared at the time of the event.
/// </summary>
/// <remarks>
/// <code>
/// C = sum over comparable (i, j) of [S_i(t_i) &lt; S_j(t_i)] / number of comparable (i, j)
/// </code>
/// Interpretation: 0.5 is chance, 1 perfect. For curves that never cross it equals Harrell's index of any risk that falls with survival; it
/// differs only for models whose curves cross. Ties follow <see cref="AntoliniRule"/>. It takes survival curves, not risk scores; after the
/// last prediction time the last value holds.
/// </remarks>
/// <seealso href="https://doi.org/10.1002/sim.2427">Antolini, Boracchi and Biganzoli 2005</seealso>
public static class AntoliniConcordance
{
    /// <summary>Computes the index in O(events x subjects).</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in the unit of the prediction times.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="predictions">One row per subject, in the same order; read at the event times by the shape of their curves.</param>
    /// <param name="rule">Which pairs are compared and what ties score.</param>
    /// <returns>The index; NaN, with the reason, when no pair is comparable.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a time is not allowed.</exception>
    public static AntoliniResult Compute(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, SurvivalPredictions predictions, AntoliniRule rule = AntoliniRule.Adjusted)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        Require.Sample(time, observed);
        Require.SameLength(predictions.Subjects, nameof(predictions), time.Length);

        var adjusted = rule == AntoliniRule.Adjusted;
        double score = 0;
        long pairs = 0;
        for (var i = 0; i < time.Length; i++)
        {
            if (!observed[i]) continue;
            var place = predictions.PlaceOf(time[i]);
            var own = predictions.At(i, place);
            for (var j = 0; j < time.Length; j++)
            {
                var sameTime = time[j] == time[i];
                if (i == j || time[j] < time[i] || (sameTime && observed[j] && !adjusted)) continue;
                var orders = adjusted && sameTime && !observed[j] ? 2 : 1;
                pairs += orders;
                score += orders * Score(own, predictions.At(j, place), adjusted, bothEvents: sameTime && observed[j]);
            }
        }
        var events = observed.Count(true);
        return new AntoliniResult(score / pairs, pairs, events, pairs > 0 ? null : WhyUndefined(time.Length, events));
    }

    private static string WhyUndefined(int subjects, int events) => events == 0
        ? $"None of the {subjects} subjects had an event, so no pair is comparable."
        : $"No event is followed by a later time ({events} events, {subjects} subjects), so no pair is comparable.";

    private static double Score(double own, double other, bool adjusted, bool bothEvents)
    {
        if (bothEvents) return own == other ? 1 : 0.5;
        if (own == other) return adjusted ? 0.5 : 0;
        return own < other ? 1 : 0;
    }
}
