namespace AdaMHF.Survival;

/// <summary>Distinct times of a sample with the numbers at risk, of events and of censorings at each.</summary>
internal sealed class RiskTable
{
    private RiskTable(int times)
    {
        Times = new double[times];
        AtRisk = new double[times];
        Events = new double[times];
        Censored = new double[times];
    }

    /// <summary>Distinct times, rising.</summary>
    public double[] Times { get; }

    /// <summary>Subjects whose time is this one or later and who entered before it.</summary>
    public double[] AtRisk { get; }

    public double[] Events { get; }

    public double[] Censored { get; }

    public static RiskTable Of(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed)
    {
        var (times, isEvent) = (time.ToArray(), observed.ToArray());
        Array.Sort(times, isEvent);
        return Of(times, isEvent, _ => 1);
    }

    /// <summary>The same with weighted subjects and with entry times; either may be empty.</summary>
    public static RiskTable Of(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> weight, ReadOnlySpan<double> entry)
    {
        if (weight.IsEmpty && entry.IsEmpty) return Of(time, observed);
        double[] weights = weight.IsEmpty ? [.. Enumerable.Repeat(1.0, time.Length)] : weight.ToArray();
        var (times, subjects) = new SortBuffer(time.Length).Sort(time);
        var (isEvent, sortedWeights) = (Strata.Pick(observed, subjects), Strata.Pick<double>(weights, subjects));
        var table = Of(times, isEvent, position => sortedWeights[position]);
        if (!entry.IsEmpty) table.RemoveBeforeEntry(entry.ToArray(), weights);
        return table;
    }

    /// <summary>Product-limit estimate at each time.</summary>
    public double[] Survival()
    {
        var survival = new double[Times.Length];
        var current = 1.0;
        for (var k = 0; k < survival.Length; k++) survival[k] = current *= 1 - Events[k] / AtRisk[k];
        return survival;
    }

    private void RemoveBeforeEntry(double[] entry, double[] weights)
    {
        Array.Sort(entry, weights);
        double notEntered = 0;
        var next = entry.Length;
        for (var k = Times.Length - 1; k >= 0; k--)
        {
            while (next > 0 && entry[next - 1] >= Times[k]) notEntered += weights[--next];
            AtRisk[k] -= notEntered;
        }
    }

    private static RiskTable Of(double[] sorted, bool[] isEvent, Func<int, double> weight)
    {
        var table = new RiskTable(CountDistinct(sorted));
        // From the latest time down, so that the number at risk only grows.
        var k = table.Times.Length;
        double atRisk = 0;
        for (var position = sorted.Length - 1; position >= 0; position--)
        {
            if (k == table.Times.Length || sorted[position] != table.Times[k]) table.Times[--k] = sorted[position];
            var own = weight(position);
            if (isEvent[position]) table.Events[k] += own;
            else table.Censored[k] += own;
            table.AtRisk[k] = atRisk += own;
        }
        return table;
    }

    private static int CountDistinct(double[] sorted)
    {
        var count = sorted.Length == 0 ? 0 : 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] != sorted[i - 1]) count++;
        }
        return count;
    }
}
