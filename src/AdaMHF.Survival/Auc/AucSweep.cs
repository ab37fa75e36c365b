namespace AdaMHF.Survival;

/// <summary>
/// Moves through time while two Fenwick trees over the ranks of the risks hold the controls and the weights of the cases, so that
/// the AUC of every time passed costs O(log n) per subject that changes sides.
/// </summary>
internal sealed class AucSweep
{
    private readonly double[] _time;
    private readonly bool[] _observed;
    private readonly double[] _caseWeight;
    private readonly RiskRanks _ranks;
    private readonly int[] _order;
    private readonly FenwickTree<long> _controls;
    private readonly FenwickTree<double> _cases;
    private double _score;
    private int _next;

    public AucSweep(double[] time, bool[] observed, double[] caseWeight, RiskRanks ranks)
    {
        _time = time;
        _observed = observed;
        _caseWeight = caseWeight;
        _ranks = ranks;
        _order = TimeOrder.EventsFirst(time, observed);
        _controls = new FenwickTree<long>(ranks.Count);
        _cases = new FenwickTree<double>(ranks.Count);
        for (var i = 0; i < time.Length; i++) _controls.Add(ranks.Of(i), 1);
    }

    /// <summary>AUC at a time that is not before the previous one; NaN without a case.</summary>
    public double MoveTo(double time)
    {
        for (; _next < _order.Length && _time[_order[_next]] <= time; _next++) LeaveControls(_order[_next]);
        return _score / (_cases.Total * _controls.Total);
    }

    private void LeaveControls(int subject)
    {
        var (from, end) = _ranks.TiedWith(subject);
        var casesNotHigher = _cases.SumBefore(end);
        _score -= _cases.Total - casesNotHigher + 0.5 * (casesNotHigher - _cases.SumBefore(from));
        _controls.Add(_ranks.Of(subject), -1);
        if (!_observed[subject]) return;

        var controlsLower = _controls.SumBefore(from);
        _score += _caseWeight[subject] * (controlsLower + 0.5 * (_controls.SumBefore(end) - controlsLower));
        _cases.Add(_ranks.Of(subject), _caseWeight[subject]);
    }
}
