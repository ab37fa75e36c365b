namespace AdaMHF.Survival;

/// <summary>
/// Antolini's time-dependent concordance: pairs are compared by their predicted survival at the earlier event time, so that curves
/// that cross are judged where it matters.
/// </summary>
/// <seealso href="https://doi.org/10.1002/sim.2427">Antolini, Boracchi and Biganzoli 2005</seealso>
public static class AntoliniConcordance
{
    /// <summary>Computes the index in O(events x subjects).</summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in the unit of the prediction times.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="predictions">One row per subject, in the same order; read as step curves that are 1 before the first time.</param>
    /// <param name="rule">Which pairs are compared and what ties score.</param>
    /// <returns>The index, 0 to 1; NaN when no pair is comparable.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a time is not allowed.</exception>
    public static double Compute(
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
            var column = predictions.ColumnOf(time[i]);
            for (var j = 0; j < time.Length; j++)
            {
                var sameTime = time[j] == time[i];
                if (i == j || time[j] < time[i] || (sameTime && observed[j] && !adjusted)) continue;
                var orders = adjusted && sameTime && !observed[j] ? 2 : 1;
                pairs += orders;
                score += orders * Score(column, i, j, predictions, adjusted, bothEvents: sameTime && observed[j]);
            }
        }
        return score / pairs;
    }

    private static double Score(int column, int first, int second, SurvivalPredictions predictions, bool adjusted, bool bothEvents)
    {
        // Before the first time of the predictions everybody has probability 1.
        double own = column < 0 ? 1 : predictions[first, column], other = column < 0 ? 1 : predictions[second, column];
        if (bothEvents) return own == other ? 1 : 0.5;
        if (own == other) return adjusted ? 0.5 : 0;
        return own < other ? 1 : 0;
    }
}
