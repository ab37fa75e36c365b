namespace AdaMHF.Survival;

/// <summary>One stratum of a sample, walked from its latest time down.</summary>
internal sealed class CoxRiskWalk
{
    // Sums from which this much was taken out have lost four of their sixteen digits, and are added up anew.
    private const double LargestCancellation = 1e4;

    private readonly CoxSample _sample;
    private readonly double[][] _rows;
    private readonly int[] _members;
    private readonly int[] _order;

    public CoxRiskWalk(CoxSample sample, double[][] rows, int[] members)
    {
        (_sample, _rows, _members) = (sample, rows, members);
        _order = TimeOrder.EventsFirst(Strata.Pick<double>(sample.Time, members), Strata.Pick<bool>(sample.Observed, members));
        for (var position = 0; position < _order.Length; position++) _order[position] = members[_order[position]];
    }

    /// <summary>Stops at every event time with its events, the sums over its risk set and those over its events.</summary>
    public void Run(double[] eta, Action<ArraySegment<int>, RiskSetSums, RiskSetSums> atEventTime)
    {
        var columns = _rows[0].Length;
        RiskSetSums atRisk = new(columns), tied = new(columns);
        var entries = new LateEntries(_sample.Entry, _members);
        var largest = 0.0;
        for (int end = _order.Length, start; end > 0; end = start)
        {
            var time = _sample.Time[_order[end - 1]];
            var events = 0;
            for (start = end; start > 0 && _sample.Time[_order[start - 1]] == time; start--)
            {
                var subject = _order[start - 1];
                Add(atRisk, subject, eta, 1);
                if (_sample.Observed[subject]) events++;
            }
            largest = Math.Max(largest, atRisk.Zeroth);
            var late = entries.From(time);
            foreach (var subject in late) Add(atRisk, subject, eta, -1);
            if (late.Count > 0 && !(largest <= LargestCancellation * atRisk.Zeroth)) largest = AddUpAnew(atRisk, start, time, eta);
            if (events == 0) continue;

            // Events come first within a time, so the tied ones are the first of the group.
            var subjects = new ArraySegment<int>(_order, start, events);
            tied.Clear();
            foreach (var subject in subjects) Add(tied, subject, eta, 1);
            tied.ShiftTo(atRisk.Shift);
            atEventTime(subjects, atRisk, tied);
        }
    }

    private double AddUpAnew(RiskSetSums atRisk, int start, double time, double[] eta)
    {
        atRisk.Clear();
        for (var position = start; position < _order.Length; position++)
        {
            if (_sample.Entry[_order[position]] < time) Add(atRisk, _order[position], eta, 1);
        }
        return atRisk.Zeroth;
    }

    private void Add(RiskSetSums sums, int subject, double[] eta, double sign) =>
        sums.Add(eta[subject], _rows[subject], sign * _sample.WeightOf(subject));
}
