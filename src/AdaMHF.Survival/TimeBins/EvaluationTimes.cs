namespace AdaMHF.Survival;

/// <summary>Times at which measures over time are computed where nobody names any.</summary>
public static class EvaluationTimes
{
    /// <summary>
    /// The deciles of the observed event times before the end of the follow-up, each an event time of the sample: at most nine, rising.
    /// </summary>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <returns>Empty where no event lies before the end.</returns>
    /// <exception cref="SurvivalDataException">Lengths differ, there is no subject, or a time is not allowed.</exception>
    public static double[] EventDeciles(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed)
    {
        Require.Sample(time, observed);
        double end = 0;
        foreach (var value in time) end = Math.Max(end, value);
        var events = new List<double>();
        for (var i = 0; i < time.Length; i++)
        {
            if (observed[i] && time[i] < end) events.Add(time[i]);
        }
        events.Sort();
        return events.Count == 0
            ? []
            : [.. Enumerable.Range(1, 9).Select(decile => events[(int)Math.Round(decile / 10.0 * (events.Count - 1))]).Distinct()];
    }
}
