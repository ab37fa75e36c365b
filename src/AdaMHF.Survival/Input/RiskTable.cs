namespace AdaMHF.Survival;

/// <summary>Distinct times of a sample with the numbers at risk, of events and of censorings at each.</summary>
internal sealed class RiskTable
{
    public RiskTable(double[] time, bool[] observed)
    {
        var order = TimeOrder.EventsFirst(time, observed);
        var times = new List<double>();
        var atRisk = new List<int>();
        var events = new List<int>();
        for (int start = 0, end; start < order.Length; start = end)
        {
            var eventCount = 0;
            for (end = start; end < order.Length && time[order[end]] == time[order[start]]; end++)
            {
                if (observed[order[end]]) eventCount++;
            }
            times.Add(time[order[start]]);
            atRisk.Add(order.Length - start);
            events.Add(eventCount);
        }

        Times = [.. times];
        AtRisk = [.. atRisk];
        Events = [.. events];
        Censored = new int[Times.Length];
        for (var k = 0; k < Times.Length; k++)
        {
            var next = k + 1 < Times.Length ? AtRisk[k + 1] : 0;
            Censored[k] = AtRisk[k] - next - Events[k];
        }
    }

    /// <summary>Distinct times, rising.</summary>
    public double[] Times { get; }

    /// <summary>Subjects whose time is this one or later.</summary>
    public int[] AtRisk { get; }

    public int[] Events { get; }

    public int[] Censored { get; }

    /// <summary>Product-limit estimate at each time.</summary>
    public double[] Survival()
    {
        var survival = new double[Times.Length];
        var current = 1.0;
        for (var k = 0; k < survival.Length; k++) survival[k] = current *= 1 - (double)Events[k] / AtRisk[k];
        return survival;
    }
}
