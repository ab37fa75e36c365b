namespace AdaMHF.Survival;

/// <summary>Observed and expected events with their covariance, added up over event times and strata.</summary>
internal sealed class LogRankSums
{
    private readonly int[] _labels;
    private readonly int[] _subjects;
    private readonly int[] _events;
    private readonly double[] _observed;
    private readonly double[] _expected;

    public LogRankSums(int[] labels)
    {
        _labels = labels;
        _subjects = new int[labels.Length];
        _events = new int[labels.Length];
        _observed = new double[labels.Length];
        _expected = new double[labels.Length];
        Covariance = new double[labels.Length, labels.Length];
    }

    public double[,] Covariance { get; }

    public IEnumerable<LogRankGroup> Groups() =>
        _labels.Select((label, group) => new LogRankGroup(label, _subjects[group], _events[group], _observed[group], _expected[group]));

    /// <summary>Adds one stratum.</summary>
    /// <param name="time">Follow-up times.</param>
    /// <param name="observed">Event flags.</param>
    /// <param name="group">Position of each subject's group among the labels.</param>
    /// <param name="weighting">Weight of each event time.</param>
    /// <param name="entry">Entry times; empty when all are at risk from the start.</param>
    public void Add(double[] time, bool[] observed, int[] group, LogRankWeighting weighting, double[] entry)
    {
        var table = RiskTable.Of(time, observed, default, entry);
        var entries = new LateEntries(entry);
        var survival = table.Survival();
        var order = TimeOrder.EventsFirst(time, observed);
        var atRisk = new int[_labels.Length];

        // From the latest time down, so that only entries take subjects out of the numbers at risk.
        var next = order.Length;
        for (var k = table.Times.Length - 1; k >= 0; k--)
        {
            var weight = table.Events[k] == 0 ? 0 : weighting.At(k == 0 ? 1 : survival[k - 1], table.AtRisk[k]);
            for (; next > 0 && time[order[next - 1]] == table.Times[k]; next--)
            {
                var subject = order[next - 1];
                atRisk[group[subject]]++;
                _subjects[group[subject]]++;
                if (!observed[subject]) continue;
                _events[group[subject]]++;
                _observed[group[subject]] += weight;
            }
            foreach (var subject in entries.From(table.Times[k])) atRisk[group[subject]]--;
            if (table.Events[k] > 0) AddEventTime(weight, table.Events[k], table.AtRisk[k], atRisk);
        }
    }

    private void AddEventTime(double weight, double events, double all, int[] atRisk)
    {
        var spread = all > 1 ? weight * weight * events * (all - events) / (all - 1) : 0;
        for (var g = 0; g < atRisk.Length; g++)
        {
            var share = atRisk[g] / all;
            _expected[g] += weight * events * share;
            for (var h = 0; h < atRisk.Length; h++) Covariance[g, h] += spread * ((g == h ? share : 0) - share * atRisk[h] / all);
        }
    }
}
