namespace AdaMHF.Survival;

/// <summary>A sample ordered for the Cox model: risk sets grow from the latest time down.</summary>
internal sealed class CoxRiskSets
{
    private readonly double[] _time;
    private readonly bool[] _observed;
    private readonly double[][] _rows;
    private readonly CoxTies _ties;
    private readonly int[] _order;
    private readonly int _columns;

    /// <summary>Orders a sample.</summary>
    /// <param name="time">Follow-up times.</param>
    /// <param name="observed">Event flags.</param>
    /// <param name="rows">One row of covariates per subject; empty rows when only the predictor counts.</param>
    /// <param name="ties">Treatment of tied events.</param>
    public CoxRiskSets(double[] time, bool[] observed, double[][] rows, CoxTies ties)
    {
        _time = time;
        _observed = observed;
        _rows = rows;
        _ties = ties;
        _order = TimeOrder.EventsFirst(time, observed);
        _columns = rows[0].Length;
    }

    public CoxDerivatives Evaluate(double[] eta)
    {
        var result = new CoxDerivatives(_columns);
        Walk(eta, (events, atRisk, tied) =>
        {
            foreach (var subject in events)
            {
                result.LogLikelihood += eta[subject];
                for (var i = 0; i < _columns; i++) result.Gradient[i] += _rows[subject][i];
            }
            for (var m = 0; m < events.Count; m++) result.AddEvent(atRisk, tied, RemovedShare(m, events.Count));
        });
        return result;
    }

    /// <summary>Steps of the cumulative baseline hazard, for subjects with eta = 0.</summary>
    public CoxBaseline Baseline(double[] eta)
    {
        var steps = new List<(double Time, double All, double Own)>();
        Walk(eta, (events, atRisk, tied) =>
        {
            double all = 0, own = 0;
            for (var m = 0; m < events.Count; m++)
            {
                var removed = RemovedShare(m, events.Count);
                var step = Math.Exp(-atRisk.Shift) / (atRisk.Zeroth - removed * tied.Zeroth);
                all += step;
                own += step * (1 - removed);
            }
            steps.Add((_time[events[0]], all, own));
        });
        steps.Reverse();
        return new CoxBaseline(steps);
    }

    private double RemovedShare(int m, int events) => _ties == CoxTies.Efron ? (double)m / events : 0;

    private void Walk(double[] eta, Action<ArraySegment<int>, RiskSetSums, RiskSetSums> atEventTime)
    {
        var atRisk = new RiskSetSums(_columns);
        var tied = new RiskSetSums(_columns);
        for (int end = _order.Length, start; end > 0; end = start)
        {
            var events = 0;
            for (start = end; start > 0 && _time[_order[start - 1]] == _time[_order[end - 1]]; start--)
            {
                var subject = _order[start - 1];
                atRisk.Add(eta[subject], _rows[subject]);
                if (_observed[subject]) events++;
            }
            if (events == 0) continue;

            // Events come first within a time, so the tied ones are the first of the group.
            var subjects = new ArraySegment<int>(_order, start, events);
            tied.Clear();
            foreach (var subject in subjects) tied.Add(eta[subject], _rows[subject]);
            tied.ShiftTo(atRisk.Shift);
            atEventTime(subjects, atRisk, tied);
        }
    }
}
