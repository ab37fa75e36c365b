namespace AdaMHF.Survival;

/// <summary>
/// A sample in the order of all statistics: by rising time, and at one time events before censorings, because a subject censored then is
/// still at risk for those events.
/// </summary>
internal sealed class TimeOrder
{
    private TimeOrder(double[] times, int[] subjects)
    {
        Times = times;
        Subjects = subjects;
    }

    /// <summary>The times, rising, one per subject.</summary>
    public double[] Times { get; }

    /// <summary>The subject of each time: indices into the sample.</summary>
    public int[] Subjects { get; }

    /// <summary>Indices by rising time, events first.</summary>
    public static int[] EventsFirst(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed) => Of(time, observed).Subjects;

    /// <summary>Orders a sample.</summary>
    /// <param name="time">Follow-up times.</param>
    /// <param name="observed">Event flags.</param>
    /// <param name="mergesCloseTimes">Whether times that differ by rounding become one time, as in <see cref="TiedTimes.Merge"/>.</param>
    /// <param name="buffer">Memory to sort in, which the order then owns; new when omitted.</param>
    public static TimeOrder Of(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, bool mergesCloseTimes = false, SortBuffer? buffer = null)
    {
        var (times, subjects) = (buffer ?? new SortBuffer(time.Length)).Sort(time);
        if (mergesCloseTimes) TiedTimes.MergeSorted(times, TiedTimes.RTolerance);
        for (int start = 0, end; start < times.Length; start = end)
        {
            end = EndOfTime(times, start);
            if (end - start > 1) PutEventsFirst(subjects.AsSpan(start, end - start), observed);
        }
        return new TimeOrder(times, subjects);
    }

    /// <summary>Position after the last one that has the time of <paramref name="start"/>.</summary>
    public static int EndOfTime(ReadOnlySpan<double> times, int start)
    {
        var end = start + 1;
        while (end < times.Length && times[end] == times[start]) end++;
        return end;
    }

    // Sorting leaves equal times in no particular order; by index within events and censorings, results do not depend on the sort.
    private static void PutEventsFirst(Span<int> subjects, ReadOnlySpan<bool> observed)
    {
        subjects.Sort();
        var censored = new List<int>();
        var events = 0;
        foreach (var subject in subjects)
        {
            if (observed[subject]) subjects[events++] = subject;
            else censored.Add(subject);
        }
        censored.CopyTo(subjects[events..]);
    }
}
