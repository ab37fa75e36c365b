namespace AdaMHF.Survival;

/// <summary>The order in which all statistics walk through a sample.</summary>
internal static class TimeOrder
{
    /// <summary>
    /// Indices by rising time. At one time events come before censorings: who was censored then was still at risk for those events.
    /// </summary>
    public static int[] EventsFirst(double[] time, bool[] observed)
    {
        var order = new int[time.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (first, second) =>
        {
            var byTime = time[first].CompareTo(time[second]);
            if (byTime != 0) return byTime;
            var byEvent = observed[second].CompareTo(observed[first]);
            return byEvent != 0 ? byEvent : first.CompareTo(second);
        });
        return order;
    }
}
