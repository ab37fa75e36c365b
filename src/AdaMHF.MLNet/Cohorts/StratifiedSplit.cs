namespace AdaMHF.MLNet;

/// <summary>
/// Random parts that resemble each other in outcome: stratification by event and time with the finest possible strata. Patients are ordered
/// by outcome, those with an event first and each kind by time, and every short run of neighbours is divided at random between the parts.
/// Patients with the same event and time come in random order. The same seed gives the same parts. Each entry must be one patient.
/// </summary>
public static class StratifiedSplit
{
    /// <summary>Chooses the held-out part.</summary>
    /// <param name="time">Months to the event or to censoring, not NaN; at least two entries.</param>
    /// <param name="event">True where death was observed; as long as <paramref name="time"/>.</param>
    /// <param name="fraction">Share to hold out, above 0 and below 1.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <returns>
    /// True for held-out patients. Their number is the fraction of all, rounded, but at least one and not all; the number of events
    /// among them differs from its exact share by less than one.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// Lengths differ, a time is NaN, there are too few patients or the fraction is out of range.
    /// </exception>
    public static bool[] Assign(ReadOnlySpan<float> time, ReadOnlySpan<bool> @event, double fraction, int seed)
    {
        if (fraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The share to hold out must lie between 0 and 1.");
        if (time.Length < 2)
            throw new ArgumentException($"{time.Length} patients cannot be divided; at least two are needed.", nameof(time));

        var random = new Random(seed);
        var order = OrderByOutcome(time, @event, random);
        var chosen = Math.Clamp((int)Math.Round(fraction * order.Length), 1, order.Length - 1);
        var heldOut = new bool[order.Length];
        for (var stratum = 0; stratum < chosen; stratum++)
        {
            var start = Border(stratum);
            heldOut[order[random.Next(start, Border(stratum + 1))]] = true;
        }
        return heldOut;

        int Border(int stratum) => (int)((long)order.Length * stratum / chosen);
    }

    /// <summary>Divides into folds for cross-validation.</summary>
    /// <param name="time">Months to the event or to censoring, not NaN.</param>
    /// <param name="event">True where death was observed; as long as <paramref name="time"/>.</param>
    /// <param name="folds">Number of folds, 2 up to the number of patients.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <param name="site">A label per patient that is stratified by first: the hospital, say. None when omitted.</param>
    /// <returns>
    /// Each patient's fold, from 0, none of them empty. Folds differ by at most one in their number of patients and, without sites, by at
    /// most one in their number of events.
    /// </returns>
    /// <exception cref="ArgumentException">Lengths differ, a time is NaN or the number of folds is out of range.</exception>
    public static int[] Folds(ReadOnlySpan<float> time, ReadOnlySpan<bool> @event, int folds, int seed, ReadOnlySpan<int> site = default)
    {
        if (folds < 2 || folds > time.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(folds), folds, $"{time.Length} patients can be divided into 2 to {time.Length} folds.");
        }

        var random = new Random(seed);
        var order = OrderByOutcome(time, @event, random, site);
        var result = new int[order.Length];
        int[] deal = [.. Enumerable.Range(0, folds)];
        for (var rank = 0; rank < order.Length; rank++)
        {
            if (rank % folds == 0) random.Shuffle(deal);
            result[order[rank]] = deal[rank % folds];
        }
        return result;
    }

    private static int[] OrderByOutcome(
        ReadOnlySpan<float> time, ReadOnlySpan<bool> @event, Random random, ReadOnlySpan<int> site = default)
    {
        if (time.Length != @event.Length) throw new ArgumentException($"{time.Length} times but {@event.Length} events.", nameof(@event));
        if (!site.IsEmpty && site.Length != time.Length)
            throw new ArgumentException($"{time.Length} times but {site.Length} sites.", nameof(site));
        var outcomes = new (int Site, bool Censored, float Time)[time.Length];
        for (var patient = 0; patient < outcomes.Length; patient++)
        {
            if (float.IsNaN(time[patient])) throw new ArgumentException($"The time at index {patient} is NaN.", nameof(time));
            outcomes[patient] = (site.IsEmpty ? 0 : site[patient], !@event[patient], time[patient]);
        }

        int[] order = [.. Enumerable.Range(0, outcomes.Length)];
        random.Shuffle(order);
        return [.. order.OrderBy(patient => outcomes[patient])];
    }
}
